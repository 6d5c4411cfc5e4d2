import { expect, test } from 'vitest';
import { parseEnvironment } from '../env';
import { judgeSettings } from './settings';

const server = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgresql://app:pw@db.example.com/app?sslmode=verify-full',
  AUTH_SECRET: 'Zm9vYmFyMTIzNDU2Nzg5MGFiY2RlZmdoaWprbG1ub3Bx',
  AUTH_URL: 'https://pay.example.com',
  AUTH_EMAIL_SERVER: 'smtp://localhost',
  AUTH_EMAIL_FROM: 'no-reply@example.com',
  PROOF_API_URL: 'https://api.example.com',
  PROOF_CLIENT_TOKEN: 'ct_live_1a2b3c4d',
  PROOF_WIDGET_ORIGINS: 'https://widget.proof.community',
  PROOF_WEBHOOK_SECRET: '0f1e2d3c4b5a69788796a5b4c3d2e1f0',
  PROOF_ASSETS: 'TRC20:USDT',
  TRUSTED_PROXY_HOPS: '1',
};

const judge = (changes: Record<string, string>) =>
  judgeSettings(parseEnvironment({ ...server, ...changes }));

test('the settings of a server pass', () => {
  expect(judge({})).toMatchObject({ status: 'passed' });
});

test.each([
  [{ TRUSTED_PROXY_HOPS: '0' }, 'TRUSTED_PROXY_HOPS is 0.'],
  [{ AUTH_EMAIL_SERVER: '', AUTH_EMAIL_FROM: '' }, 'No sign-in method of this app is configured.'],
  [{ LOG_LEVEL: 'silent' }, 'LOG_LEVEL is silent.'],
])('%j is a warning with a fix', (changes, found) => {
  const finding = judge(changes);
  expect(finding).toMatchObject({ status: 'warning', found, fix: [expect.any(String)] });
});
