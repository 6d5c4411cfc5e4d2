import { expect, test } from 'vitest';
import { serve } from '../../testing/http-server';
import { withPartnerApp } from '../../testing/partner-app';
import { db } from '../db';
import { type Environment, env } from '../env';
import { checkProvider } from './provider';
import { checkWidgetScript } from './widget';

const app = withPartnerApp();

async function check(overrides: Partial<Environment> = {}) {
  const checks = await checkProvider({ ...env(), ...overrides });
  return Object.fromEntries(checks.map((one) => [one.name, one]));
}

/** The next two requests: the doctor sends one with the token and one without. */
async function failNext(httpStatus: number, error: string, code: string) {
  const fault = { endpoint: 'transaction', times: 2, httpStatus, error, code };
  await app.control('POST', '/faults', fault);
}

test('a provider that accepts the token passes, and nothing is minted or recorded', async () => {
  expect(await check()).toMatchObject({
    provider: { status: 'passed' },
    token: { status: 'passed', found: 'Proof accepts the token and the address of this machine.' },
    providerClock: { status: 'passed' },
  });
  expect(await app.countCalls('/widget/session')).toBe(0);
  expect(await db().providerCall.count()).toBe(0);
});

test('a wrong token is found, and not shown', async () => {
  const { token } = await check({ PROOF_CLIENT_TOKEN: 'sim_wrong' });
  expect(token).toMatchObject({
    status: 'failed',
    found: expect.stringMatching(/^Proof answered 401 unauthorised\/invalid_token \(X-Request-Id /),
    fix: expect.arrayContaining([expect.stringContaining('Set PROOF_CLIENT_TOKEN')]),
  });
  expect(JSON.stringify(token)).not.toContain('sim_wrong');
});

test('an address that Proof has not registered is found', async () => {
  await failNext(403, 'forbidden', 'forbidden_origin');
  expect((await check()).token).toMatchObject({
    status: 'failed',
    found: expect.stringContaining("this machine's address is not registered"),
  });
});

test('a failing provider is found, and says nothing about the token', async () => {
  await failNext(502, 'upstream_unavailable', 'upstream_unavailable');
  expect(await check()).toMatchObject({
    provider: { status: 'failed', found: expect.stringContaining('502 upstream_unavailable') },
    token: { status: 'skipped' },
  });
});

test('a provider that does not answer is found', async () => {
  expect(await check({ PROOF_API_URL: 'http://127.0.0.1:2' })).toMatchObject({
    provider: {
      status: 'failed',
      found: 'No response from http://127.0.0.1:2: connect ECONNREFUSED 127.0.0.1:2.',
    },
    token: { status: 'skipped', found: 'Needs a response from Proof.' },
  });
});

test('a URL that leads to a website, or to a wrong path, is found', async () => {
  const website = await serve(() => new Response('<h1>Not found</h1>', { status: 404 }));
  expect((await check({ PROOF_API_URL: website })).provider).toMatchObject({
    status: 'failed',
    found: expect.stringContaining("answered 404, but not as Proof's API does."),
  });
  // A gateway that answers like this to everything looks like a provider that accepts the token.
  const gateway = await serve(() =>
    Response.json({ error: 'not_found', code: 'not_found' }, { status: 404 }),
  );
  expect((await check({ PROOF_API_URL: gateway })).token).toMatchObject({
    status: 'failed',
    found: expect.stringContaining('with the token and without it alike'),
  });
});

test("a provider's clock that is far off is found", async () => {
  const date = new Date(Date.now() + 60 * 60_000).toUTCString();
  const fast = await serve(() => Response.json({ error: 'not_found' }, { headers: { date } }));
  expect((await check({ PROOF_API_URL: fast })).providerClock).toMatchObject({
    status: 'failed',
    found: expect.stringMatching(/^This machine's clock is 3\d{3}\.\d s behind Proof\.$/),
  });
});

async function checkScript(url?: string) {
  const overrides = url === undefined ? {} : { PROOF_WIDGET_SCRIPT_URL: url };
  const [found] = await checkWidgetScript({ ...env(), ...overrides });
  return found;
}

test("the widget's script passes, and whatever else is at its URL does not", async () => {
  expect(await checkScript()).toMatchObject({ status: 'passed' });
  expect(await checkScript('http://127.0.0.1:2/widget.js')).toMatchObject({
    status: 'failed',
    found: expect.stringContaining('ECONNREFUSED'),
  });
  const missing = await serve(() => new Response(null, { status: 404 }));
  expect(await checkScript(missing)).toMatchObject({ found: `${missing} answered 404.` });
  const html = { headers: { 'content-type': 'text/html' } };
  const page = await serve(() => new Response('<p>Hello</p>', html));
  expect(await checkScript(page)).toMatchObject({
    status: 'failed',
    found: `${page} is not a script, but text/html.`,
  });
  const script = { headers: { 'content-type': 'text/javascript' } };
  const other = await serve(() => new Response('alert(1)', script));
  expect(await checkScript(other)).toMatchObject({ status: 'warning' });
});
