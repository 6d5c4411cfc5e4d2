import { describe, expect, test } from 'vitest';
import { ConfigurationError, parseEnvironment } from './env';

const production = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgresql://app:pw@db.internal:5432/app',
  AUTH_SECRET: 'x'.repeat(44),
  AUTH_URL: 'https://pay.example.com',
  PROOF_API_URL: 'https://api.proof.example/',
  PROOF_CLIENT_TOKEN: 'ct_live_1',
  PROOF_WIDGET_ORIGINS: 'https://widget.proof.community',
  PROOF_WEBHOOK_SECRET: 'a'.repeat(32),
  PROOF_ASSETS: 'TRC20:USDT, ERC20:USDT',
};
const demo = {
  ...production,
  DEMO_MODE: 'true',
  AUTH_URL: 'http://localhost:3000',
  PROOF_API_URL: 'http://localhost:4000',
  PROOF_CLIENT_TOKEN: 'sim_1',
  PROOF_WIDGET_ORIGINS: 'http://localhost:4000',
};

function problemsOf(environment: Record<string, string | undefined>): string[] {
  try {
    parseEnvironment(environment);
    return [];
  } catch (error) {
    return error instanceof ConfigurationError ? error.problems : [String(error)];
  }
}

describe('the environment', () => {
  test('a production and a demo configuration are accepted', () => {
    expect(problemsOf(production)).toEqual([]);
    expect(problemsOf(demo)).toEqual([]);
  });

  test('lists are split, final slashes dropped, an empty variable counts as unset', () => {
    const env = parseEnvironment({ ...production, TRUSTED_PROXY_HOPS: '', AUTH_GITHUB_ID: '' });
    expect(env.PROOF_ASSETS).toEqual(['TRC20:USDT', 'ERC20:USDT']);
    expect(env.PROOF_API_URL).toBe('https://api.proof.example');
    expect(env.TRUSTED_PROXY_HOPS).toBe(0);
    expect(env.AUTH_GITHUB_ID).toBeUndefined();
  });

  test('every missing variable is named, with an example', () => {
    const problems = problemsOf({});
    expect(problems).toContain(
      'PROOF_CLIENT_TOKEN: is missing. Example: the client_token Proof gave you',
    );
    expect(problems.length).toBeGreaterThanOrEqual(6);
  });

  test('a bad value is named and never repeated, since it may be a secret', () => {
    const problems = problemsOf({ ...production, PROOF_WEBHOOK_SECRET: 'hunter2' });
    expect(problems.join()).toMatch(/^PROOF_WEBHOOK_SECRET: .*128 bits/);
    expect(problems.join()).not.toContain('hunter2');
  });

  test.each([
    ['demo sign-in on a public address', { ...demo, AUTH_URL: 'https://pay.example.com' }],
    ['demo sign-in with a real provider', { ...demo, PROOF_API_URL: production.PROOF_API_URL }],
    ['demo sign-in with a real token', { ...demo, PROOF_CLIENT_TOKEN: 'ct_live_1' }],
    ["the simulator's token in production", { ...production, PROOF_CLIENT_TOKEN: 'sim_1' }],
    ['a local provider behind a public app', { ...production, PROOF_API_URL: demo.PROOF_API_URL }],
    ['the token over plain http', { ...production, PROOF_API_URL: 'http://api.proof.example' }],
    ['sign-in over plain http', { ...production, AUTH_URL: 'http://pay.example.com' }],
    ['half an e-mail configuration', { ...production, AUTH_EMAIL_FROM: 'a@example.com' }],
  ])('refuses %s', (_case, environment) => {
    expect(problemsOf(environment)).not.toEqual([]);
  });
});
