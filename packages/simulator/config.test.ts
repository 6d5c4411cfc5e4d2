import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { environmentSchema, readConfig, USAGE } from './config';

test('the configuration has defaults, and an empty variable counts as unset', () => {
  const expected = { port: 4000, host: '127.0.0.1', clientToken: 'sim_client_token' };
  expect(readConfig({})).toMatchObject(expected);
  expect(readConfig({ SIMULATOR_PORT: '', PROOF_CLIENT_TOKEN: '' })).toMatchObject(expected);
});

test.each([
  ['SIMULATOR_PORT', '70000'],
  ['SIMULATOR_WEBHOOK_URL', 'nowhere'],
  ['SIMULATOR_ALLOWED_IPS', '127.0.0.1,home'],
  ['SIMULATOR_OFFRAMP_ENABLED', 'maybe'],
  ['SIMULATOR_STEP_SECONDS', '-1'],
  ['SIMULATOR_PARTNER_URL', 'localhost'],
  ['SIMULATOR_DEMO_USERS', 'Nora'],
  ['SIMULATOR_DEMO_USERS', '[{"id":"user-1"}]'],
  ['PROOF_CLIENT_TOKEN', 'a-real-token'],
])('an invalid %s is named', (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(new RegExp(`cannot start.*${name}`));
});

test('the usage text and the README describe every variable', () => {
  const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
  for (const name of Object.keys(environmentSchema.shape)) {
    expect(USAGE).toContain(`  ${name} `);
    expect(readme).toContain(`\`${name}\``);
  }
});
