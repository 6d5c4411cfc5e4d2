import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { expect, test } from 'vitest';
import { ConfigurationError, parseEnvironment } from '../lib/env';
import { withSimulator } from '../tools/simulator/environment';

const blank = parseEnv(readFileSync('.env.example', 'utf8'));
const database = { DATABASE_URL: 'postgresql://localhost/any' };
const secrets = {
  AUTH_SECRET: 'Zm9vYmFyMTIzNDU2Nzg5MGFiY2RlZmdoaWprbG1ub3Bx',
  PROOF_WEBHOOK_SECRET: '0f1e2d3c4b5a69788796a5b4c3d2e1f0',
  PROOF_CLIENT_TOKEN: `sim_${'c'.repeat(40)}`,
};

function withChanges(changes: Record<string, string>) {
  const env: NodeJS.ProcessEnv = { NODE_ENV: 'development', ...blank, ...changes };
  return parseEnvironment({ ...withSimulator(env, secrets), ...database });
}

test('a copied .env.example runs the demo against the simulator', () => {
  expect(withChanges({})).toMatchObject({
    DEMO_MODE: true,
    PROOF_API_URL: 'http://localhost:4000',
    PROOF_WIDGET_ORIGINS: ['http://localhost:4000'],
    PROOF_OFFRAMP_ENABLED: true,
    PROOF_DEPOSIT_WINDOW_MINUTES: 360,
    AUTH_URL: 'http://localhost:3000',
  });
});

test('values in .env override the demo settings, and the URLs follow the ports', () => {
  const changes = { PORT: '3100', SIMULATOR_PORT: '4100', PROOF_ASSETS: 'TRC20:USDT' };
  expect(withChanges(changes)).toMatchObject({
    AUTH_URL: 'http://localhost:3100',
    PROOF_ASSETS: [expect.anything()],
    PROOF_WIDGET_SCRIPT_URL: 'http://localhost:4100/widget.2.0.js',
  });
  expect(withChanges({ DEMO_MODE: 'false' }).DEMO_MODE).toBe(false);
});

test("Proof's widget is never combined with the simulator's sessions", () => {
  const proofs = 'https://widget.proof.community';
  const changes = { PROOF_WIDGET_SCRIPT_URL: `${proofs}/w.js`, PROOF_WIDGET_ORIGINS: proofs };
  expect(withChanges(changes)).toMatchObject({
    PROOF_WIDGET_SCRIPT_URL: 'http://localhost:4000/widget.2.0.js',
    PROOF_WIDGET_ORIGINS: ['http://localhost:4000'],
  });
});

test('a copied .env.example is not enough in production, where no demo settings apply', () => {
  expect(() => parseEnvironment({ ...blank, ...database })).toThrow(ConfigurationError);
});
