import { expect, test } from 'vitest';
import { ConfigurationError, parseEnvironment } from './env';

const production = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgresql://app:pw@db.internal:5432/app?sslmode=verify-full',
  AUTH_SECRET: 'Zm9vYmFyMTIzNDU2Nzg5MGFiY2RlZmdoaWprbG1ub3Bx',
  AUTH_URL: 'https://pay.example.com',
  PROOF_API_URL: 'https://api.proof.example/',
  PROOF_CLIENT_TOKEN: 'ct_live_1',
  PROOF_WIDGET_ORIGINS: 'https://widget.proof.community',
  PROOF_WEBHOOK_SECRET: '0f1e2d3c4b5a69788796a5b4c3d2e1f0',
  PROOF_ASSETS: 'TRC20:USDT, ERC20:USDT',
};
const demo = {
  ...production,
  DEMO_MODE: 'true',
  DATABASE_URL: 'postgresql://localhost/app',
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

const withoutSslMode = {
  ...production,
  DATABASE_URL: 'postgresql://app:pw@db.internal:5432/app',
};

const remoteParameter = { ...demo, DATABASE_URL: 'postgresql:///app?host=db.example.com' };

test('a production and a demo configuration are accepted', () => {
  expect(problemsOf(production)).toEqual([]);
  expect(problemsOf(demo)).toEqual([]);
});

test('lists are split, trailing slashes are removed, and an empty variable counts as unset', () => {
  const env = parseEnvironment({ ...production, TRUSTED_PROXY_HOPS: '', AUTH_GITHUB_ID: '' });
  expect(env.PROOF_ASSETS).toEqual(['TRC20:USDT', 'ERC20:USDT']);
  expect(env.PROOF_API_URL).toBe('https://api.proof.example');
  expect(env.TRUSTED_PROXY_HOPS).toBe(0);
  expect(env.AUTH_GITHUB_ID).toBeUndefined();
});

test('the length of the deposit window is unknown unless it is configured', () => {
  const windowOf = (PROOF_DEPOSIT_WINDOW_MINUTES: string) =>
    parseEnvironment({ ...production, PROOF_DEPOSIT_WINDOW_MINUTES }).PROOF_DEPOSIT_WINDOW_MINUTES;
  expect(windowOf('')).toBeUndefined();
  expect(windowOf('90')).toBe(90);
});

test('every missing variable is reported with an example', () => {
  const problems = problemsOf({});
  expect(problems).toContain(
    'PROOF_CLIENT_TOKEN is not set. Example: the client_token Proof gave you',
  );
  expect(problems.length).toBeGreaterThanOrEqual(6);
});

test('a bad value is reported by its variable and never printed, because it may be a secret', () => {
  const problems = problemsOf({ ...production, PROOF_WEBHOOK_SECRET: 'hunter2' });
  expect(problems.join()).toMatch(/^PROOF_WEBHOOK_SECRET .*128 bits/);
  expect(problems.join()).not.toContain('hunter2');
});

test.each([
  ['AUTH_GITHUB_ID', 'AUTH_GITHUB_SECRET'],
  ['AUTH_GITHUB_SECRET', 'AUTH_GITHUB_ID'],
  ['AUTH_GOOGLE_ID', 'AUTH_GOOGLE_SECRET'],
  ['AUTH_GOOGLE_SECRET', 'AUTH_GOOGLE_ID'],
  ['AUTH_EMAIL_SERVER', 'AUTH_EMAIL_FROM'],
  ['AUTH_EMAIL_FROM', 'AUTH_EMAIL_SERVER'],
])('%s without %s is rejected, and both together are accepted', (one, other) => {
  const [problem, ...more] = problemsOf({ ...production, [one]: 'given' });
  expect(problem).toMatch(`${other} is not set, but ${one} is: set both or neither. Example: `);
  expect(more).toEqual([]);
  expect(problemsOf({ ...production, [one]: 'given', [other]: 'given' })).toEqual([]);
});

test.each([
  ['TRC21:USDT', 'network code, "TRC21"'],
  ['TRC20:DOGE', 'currency code, "DOGE"'],
  ['constructor:USDT', 'network code, "constructor"'],
])('%s in PROOF_ASSETS is rejected with the code and the file to add it to', (asset, named) => {
  expect(problemsOf({ ...production, PROOF_ASSETS: `TRC20:USDT,${asset}` })).toEqual([
    `PROOF_ASSETS has an unknown ${named}: correct it, or add it to lib/assets.ts. Example: TRC20:USDT,ERC20:USDT`,
  ]);
});

test.each(['TRC20USDT', 'TRC20:', ':USDT', 'TRC20:USDT:6'])(
  '%s in PROOF_ASSETS is rejected with the expected form',
  (asset) => {
    expect(problemsOf({ ...production, PROOF_ASSETS: asset })).toMatchObject([
      expect.stringContaining(`"${asset}" is not of the form NETWORK:CURRENCY`),
    ]);
  },
);

test.each([
  ['DATABASE_URL', 'mysql://localhost/app', 'must be a postgresql:// URL'],
  ['AUTH_SECRET', 'short', 'must have at least 32 characters'],
  ['AUTH_URL', 'pay.example.com', 'must be an http or https URL'],
  ['PROOF_WIDGET_ORIGINS', 'https://a.example/', 'must be origins'],
  ['PROOF_WIDGET_ORIGINS', ',', 'must have at least one entry'],
  ['PROOF_OFFRAMP_ENABLED', 'yes', 'must be true or false'],
  ['PROOF_DEPOSIT_WINDOW_MINUTES', '0', 'must be a whole number from 1 to 43200'],
  ['RECONCILER', 'worker', 'must be one of: inline, off'],
  ['PORT', '99999', 'must be a whole number from 1 to 65535'],
  ['TRUSTED_PROXY_HOPS', 'two', 'must be a whole number from 0 to 10'],
  ['BRAND_NAME', 'Two\nlines', 'must be one line of at most 80 characters'],
  ['BRAND_SUPPORT_EMAIL', 'support', 'must be an email address'],
  ['BRAND_LOGO', '/../secret.svg', 'must be the path of an SVG file in public'],
  ['BRAND_LOGO', '/missing.svg', 'is not a file in public'],
  ['BRAND_ACCENT', 'yelow', 'must be a CSS colour'],
  ['BRAND_ACCENT', '#ffcc0080', 'must be opaque'],
  ['BRAND_RADIUS', '10', 'must be a length in px or rem'],
])('%s=%s is rejected with one message that says why', (name, value, wrong) => {
  const problems = problemsOf({ ...production, [name]: value });
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(`${name} ${wrong}`);
  expect(problems[0]).toContain('. Example: ');
});

test.each([
  ['demo sign-in on a public address', { ...demo, AUTH_URL: 'https://pay.example.com' }],
  ['demo sign-in with a real provider', { ...demo, PROOF_API_URL: production.PROOF_API_URL }],
  ['demo sign-in with a remote database', { ...demo, DATABASE_URL: production.DATABASE_URL }],
  ['demo sign-in with a remote host in a parameter', remoteParameter],
  ['demo sign-in behind a proxy', { ...demo, TRUSTED_PROXY_HOPS: '1' }],
  ['demo sign-in with a real token', { ...demo, PROOF_CLIENT_TOKEN: 'ct_live_1' }],
  ["the simulator's token in production", { ...production, PROOF_CLIENT_TOKEN: 'sim_1' }],
  ['a local provider behind a public app', { ...production, PROOF_API_URL: demo.PROOF_API_URL }],
  ['the token over plain http', { ...production, PROOF_API_URL: 'http://api.proof.example' }],
  ["the simulator's token in capitals", { ...production, PROOF_CLIENT_TOKEN: 'SIM_1' }],
  ["the simulator's token after a blank", { ...production, PROOF_CLIENT_TOKEN: ' sim_1' }],
  ['the widget over http', { ...production, PROOF_WIDGET_ORIGINS: 'http://widget.example' }],
  [
    'its script over http',
    { ...production, PROOF_WIDGET_SCRIPT_URL: 'http://widget.example/w.js' },
  ],
  ['a remote database that may be read in transit', withoutSslMode],
  ['a sign-in secret of one letter', { ...production, AUTH_SECRET: 'x'.repeat(44) }],
  ['a sign-in secret of blanks', { ...production, AUTH_SECRET: ' '.repeat(44) }],
  [
    'the help text as a secret',
    { ...production, AUTH_SECRET: 'the output of: openssl rand -base64 33' },
  ],
  ['a webhook secret of one letter', { ...production, PROOF_WEBHOOK_SECRET: 'a'.repeat(32) }],
  ['one secret for two purposes', { ...production, PROOF_WEBHOOK_SECRET: production.AUTH_SECRET }],
  ['metrics on a port without a token', { ...production, METRICS_PORT: '9464' }],
  ['sign-in over plain http', { ...production, AUTH_URL: 'http://pay.example.com' }],
])('%s is rejected', (_case, environment) => {
  expect(problemsOf(environment)).not.toEqual([]);
});
