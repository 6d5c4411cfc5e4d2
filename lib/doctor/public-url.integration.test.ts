import { expect, test } from 'vitest';
import { serve } from '../../testing/http-server';
import { withPartnerApp } from '../../testing/partner-app';
import { db } from '../db';
import { type Environment, env } from '../env';
import { sseHeaders } from '../live/feed';
import { checkHealth } from '../ops/health';
import { contentSecurityPolicy } from '../security-headers';
import { receiveWebhook } from '../webhooks/receive';
import { checkPublicUrl } from './public-url';
import { probeStream } from './streaming';

withPartnerApp();

/** What the app answers at the paths that the doctor asks for. */
async function answer(request: Request, gapMs = 1_000): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (pathname === '/api/health') return Response.json(await checkHealth());
  if (pathname === '/api/health/stream')
    return new Response(probeStream(gapMs), { headers: sseHeaders });
  const [, secret] = /^\/api\/webhooks\/proof\/(.+)$/.exec(pathname) ?? [];
  if (secret) return new Response(null, { status: await receiveWebhook(request, secret) });
  const headers = { 'content-security-policy': contentSecurityPolicy('nonce') };
  return new Response('a page', { headers });
}

async function check(url: string, overrides: Partial<Environment> = {}) {
  const checks = await checkPublicUrl({ ...env(), AUTH_URL: url, ...overrides });
  return Object.fromEntries(checks.map((one) => [one.name, one]));
}

test('the app at its public URL passes every check, and no delivery is stored', async () => {
  // Far apart, because a busy machine may hold up the first event.
  const url = await serve((request) => answer(request, 4_000));
  expect(await check(url)).toMatchObject({
    app: { status: 'passed' },
    webhook: { status: 'passed' },
    contentPolicy: { status: 'passed' },
    streaming: { status: 'passed', found: expect.stringMatching(/^Two events sent 1 s apart/) },
  });
  expect(await db().webhookDelivery.count()).toBe(0);
});

test('an app that does not run is one failure, and says why the rest was skipped', async () => {
  const { app, ...rest } = await check('http://127.0.0.1:2');
  expect(app).toMatchObject({
    status: 'failed',
    found: 'No response from http://127.0.0.1:2: connect ECONNREFUSED 127.0.0.1:2.',
    fix: expect.arrayContaining([expect.stringContaining('npm start')]),
  });
  for (const { status, found } of Object.values(rest))
    expect([status, found]).toEqual(['skipped', 'Needs the running app.']);
});

test('an app whose checks are late is a warning', async () => {
  const url = await serve(() => Response.json({ status: 'degraded' }));
  expect((await check(url)).app).toMatchObject({
    status: 'warning',
    found: `The checks of the app at ${url} are late.`,
  });
});

test('another website at the public URL is found', async () => {
  const url = await serve(() => new Response('<h1>Welcome</h1>'));
  expect((await check(url)).app).toMatchObject({
    status: 'failed',
    found: `${url}/api/health answered 200, but not as this app does.`,
  });
});

test('a secret that the running app does not accept is found, and not shown', async () => {
  const url = await serve(answer);
  const [known = ''] = env().PROOF_WEBHOOK_SECRET;
  const other = 'this-is-another-secret-of-32-chars';
  const { webhook } = await check(url, { PROOF_WEBHOOK_SECRET: [known, other] });
  expect(webhook).toMatchObject({
    status: 'failed',
    found: 'The running app does not accept secret number 2 in PROOF_WEBHOOK_SECRET.',
  });
  expect(JSON.stringify(webhook)).not.toContain(other);
  // The rejected request is evidence, and says that the doctor sent it.
  expect(await db().webhookDelivery.findMany()).toMatchObject([
    { outcome: 'wrong_secret', headers: { 'user-agent': 'proof-ramp-doctor' } },
  ]);
});

test('a firewall that answers in place of the webhook is found', async () => {
  const url = await serve((request) =>
    request.method === 'POST' ? new Response('blocked', { status: 403 }) : answer(request),
  );
  expect((await check(url)).webhook).toMatchObject({
    status: 'failed',
    found: 'The webhook answered 403 instead of 204.',
  });
});

test('a proxy that removes or adds a content security policy is found', async () => {
  const withPolicy = (policy: (own: string) => string | null) =>
    serve(async (request) => {
      const response = await answer(request);
      const own = response.headers.get('content-security-policy');
      response.headers.delete('content-security-policy');
      const changed = own && policy(own);
      if (changed) response.headers.set('content-security-policy', changed);
      return response;
    });
  expect((await check(await withPolicy(() => null))).contentPolicy).toMatchObject({
    status: 'failed',
    found: 'Pages arrive without a Content-Security-Policy.',
  });
  const added = await withPolicy((own) => `${own}, default-src 'self'`);
  expect((await check(added)).contentPolicy).toMatchObject({
    status: 'failed',
    found: expect.stringMatching(/keeps the widget out: default-src does not allow http:\/\//),
  });
});

test('a proxy that holds events back is found', async () => {
  const url = await serve(async (request) => {
    const { status, headers, body } = await answer(request);
    // Nothing is sent before the end of the response.
    const whole = body && (await new Response(body).arrayBuffer());
    return new Response(whole, { status, headers });
  });
  expect((await check(url)).streaming).toMatchObject({
    status: 'failed',
    found: 'Two events sent 1 s apart arrived together: a proxy holds them back.',
    fix: expect.arrayContaining([expect.stringContaining('proxy_buffering off;')]),
  });
});
