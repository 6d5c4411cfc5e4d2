import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import getPort from 'get-port';
import type { Environment } from '../lib/env';
import { builtAction, builtActions, builtRoutes } from '../testing/built-app';
import { onServer } from '../testing/server-url';
import { query } from './support/database';
import { findSecrets } from './support/find-secrets';
import { addPerson, callAction, orderAs } from './support/people';
import { type Stack, startStack } from './support/stack';

/** Which settings are secret. Without a new one, this does not compile. */
const secretSettings: Record<keyof Environment, boolean> = {
  ...{ NODE_ENV: false, PORT: false, LOG_LEVEL: false, DATABASE_URL: true, AUTH_SECRET: true },
  ...{ AUTH_URL: false, AUTH_GITHUB_ID: false, AUTH_GITHUB_SECRET: true, AUTH_GOOGLE_ID: false },
  ...{ AUTH_GOOGLE_SECRET: true, AUTH_EMAIL_SERVER: true, AUTH_EMAIL_FROM: false },
  ...{ PROOF_API_URL: false, PROOF_CLIENT_TOKEN: true, PROOF_WIDGET_SCRIPT_URL: false },
  ...{ PROOF_WIDGET_ORIGINS: false, PROOF_WEBHOOK_SECRET: true, PROOF_ASSETS: false },
  ...{ PROOF_OFFRAMP_ENABLED: false, PROOF_DEPOSIT_WINDOW_MINUTES: false, DEMO_MODE: false },
  ...{ RECONCILER: false, TRUSTED_PROXY_HOPS: false, RETENTION_DAYS: false, METRICS_TOKEN: true },
  ...{ METRICS_PORT: false, OTEL_EXPORTER_OTLP_ENDPOINT: false, BRAND_NAME: false },
  ...{ BRAND_TAGLINE: false, BRAND_SUPPORT_EMAIL: false, BRAND_LOGO: false, BRAND_ACCENT: false },
  ...{ BRAND_RADIUS: false, SESSION_SEALING_KEY: true },
};

/** A value that occurs nowhere else. */
const canary = (name: string) => createHash('sha256').update(name).digest('base64url');

test('a secret is found in every encoding, whatever is around it', () => {
  const secret = canary('searched');
  for (const around of ['', 'a', 'bc', 'def']) {
    const text = `${around}${secret}${around}`;
    const encoded = [
      ...[text, encodeURIComponent(text), JSON.stringify({ text }), [...text].reverse().join('')],
      ...(['hex', 'base64', 'base64url'] as const).map((encoding) =>
        Buffer.from(text).toString(encoding),
      ),
    ];
    for (const leak of encoded) expect(findSecrets(leak, { secret }), leak).not.toEqual([]);
    const other = Buffer.from(`${around}${canary('other')}${around}`).toString('base64');
    expect(findSecrets(other, { secret })).toEqual([]);
  }
});

test('no byte that leaves the app contains a secret, and one that does is found', async () => {
  test.setTimeout(120_000);
  const collector = await startCollector();
  const settings = {
    ...{ LOG_LEVEL: 'debug', OTEL_EXPORTER_OTLP_ENDPOINT: collector.url },
    ...{ AUTH_SECRET: canary('AUTH_SECRET'), METRICS_TOKEN: canary('METRICS_TOKEN') },
    ...{ AUTH_GITHUB_ID: 'github', AUTH_GITHUB_SECRET: canary('AUTH_GITHUB_SECRET') },
    ...{ AUTH_GOOGLE_ID: 'google', AUTH_GOOGLE_SECRET: canary('AUTH_GOOGLE_SECRET') },
    // Nothing listens there, so that the error is seen, too.
    AUTH_EMAIL_SERVER: `smtp://user:${canary('AUTH_EMAIL_SERVER')}@127.0.0.1:${await getPort()}`,
    AUTH_EMAIL_FROM: 'Partner <no-reply@example.com>',
    PROOF_CLIENT_TOKEN: `sim_${canary('PROOF_CLIENT_TOKEN')}`,
    PROOF_WEBHOOK_SECRET: canary('PROOF_WEBHOOK_SECRET'),
    SESSION_SEALING_KEY: canary('SESSION_SEALING_KEY'),
  };
  const stack = await startStack('.data/e2e/secrets', settings);
  const secrets = Object.fromEntries(
    Object.keys(secretSettings)
      .filter((name) => secretSettings[name as keyof Environment])
      .map((name) => [name, canary(name)]),
  );
  // The test server has a password of its own.
  secrets.DATABASE_URL = new URL(stack.databaseUrl).password;
  const values = [...Object.values(settings), stack.databaseUrl].join();
  const search = (sent: Sent[]) =>
    sent.flatMap(([where, text]) =>
      findSecrets(text, secrets).map((found) => `${where}: ${found}`),
    );
  try {
    expect(Object.keys(secrets).filter((name) => !values.includes(secrets[name] ?? ''))).toEqual(
      [],
    );
    const sent = await collect(stack);
    expect(sent.length).toBeGreaterThan(100);
    expect(search(sent)).toEqual([]);
    expect(search(await collectWithLeak(stack, secrets.AUTH_SECRET ?? ''))).toEqual(
      expect.arrayContaining([expect.stringMatching(/\/account.*: AUTH_SECRET as it is/)]),
    );
    expect(search(await collectWithoutDatabase(stack))).toEqual([]);
  } finally {
    await stack.stop();
    collector.close();
  }
  expect(collector.received.length).toBeGreaterThan(0);
  expect(readFileSync(stack.logFile, 'utf8')).toContain('a sign-in email could not be sent');
  const kept: Sent[] = [
    ['the log', readFileSync(stack.logFile, 'utf8')],
    ...collector.received.map((text): Sent => ['a trace', text]),
  ];
  expect(search(kept)).toEqual([]);
});

type Sent = [where: string, text: string];

/** Receives traces, as an OpenTelemetry collector does. */
async function startCollector() {
  const received: string[] = [];
  const server = createServer(async (request, response) => {
    received.push(Buffer.concat(await request.toArray()).toString());
    response.end('{}');
  });
  const port = await getPort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${port}`, received, close: () => server.close() };
}

/** Everything that a browser can get, signed out, as a customer and as an operator. */
async function collect(stack: Stack): Promise<Sent[]> {
  const customer = await addPerson(stack, 'customer');
  const operator = await addPerson(stack, 'operator');
  const order = await orderAs(stack, customer);
  const webhook = await fetch(`${stack.appUrl}/api/webhooks/proof/${stack.webhookSecret}`, {
    ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
    body: JSON.stringify({ merchant_transaction_id: order.proofId, status: 'processing' }),
  });
  const [delivery] = await query<{ id: string }>(stack, 'SELECT id FROM webhook_deliveries');
  const paths = builtRoutes().map((route) =>
    route
      .replace('deliveries/[id]', `deliveries/${delivery?.id}`)
      .replace('[id]', order.id)
      .replace('[secret]', 'wrong')
      .replace('[...nextauth]', 'session'),
  );
  const sent: Sent[] = [await read('the webhook', webhook), ...staticFiles()];
  for (const cookie of ['', customer.cookie, operator.cookie]) {
    for (const path of [
      ...paths,
      '/nowhere',
      '/sign-in?error=x',
      '/transactions/x%',
      '/api/auth/providers',
    ])
      for (const headers of [{ cookie }, { cookie, rsc: '1' }] as Record<string, string>[])
        sent.push(await read(path, await get(stack, path, headers)));
    for (const { name, pages } of builtActions())
      sent.push(...(await call(stack, name, pages, { cookie, order })));
  }
  for (const fields of [{ method: 'nodemailer', email: 'a@example.com' }, { method: 'github' }])
    sent.push(await read('the sign-in', await submitSignIn(stack, fields)));
  const authorization = `Bearer ${canary('METRICS_TOKEN')}`;
  sent.push(await read('the metrics', await get(stack, '/api/metrics', { authorization })));
  return sent;
}

const get = (stack: Stack, path: string, headers: Record<string, string>) =>
  fetch(stack.appUrl + path, { headers });

/** Submits the form of the sign-in page without JavaScript. */
function submitSignIn(stack: Stack, fields: object): Promise<Response> {
  const body = new FormData();
  body.set(`$ACTION_ID_${builtAction('signInAction').id}`, '');
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  const headers = { origin: stack.appUrl };
  return fetch(`${stack.appUrl}/sign-in`, { method: 'POST', redirect: 'manual', headers, body });
}

/** Calls an action with what it takes, and with what it does not. */
async function call(
  stack: Stack,
  name: string,
  [page = '']: string[],
  { cookie, order }: { cookie: string; order: { id: string; proofId: string } },
): Promise<Sent[]> {
  // These end what the test needs.
  if (/^(signOut|resetStage)/.test(name)) return [];
  const path = page.replace(/^app|\/\(\w+\)|\/page$/g, '').replace('[id]', order.id) || '/';
  const input = {
    ...{ transactionId: order.id, merchantTransactionId: order.proofId, callback: 'onReady' },
    ...{ method: 'nodemailer', email: 'somebody@example.com' },
  };
  const sent: Sent[] = [];
  for (const args of [[input], [null]])
    sent.push(await read(name, await callAction(stack, name, { cookie, path, args })));
  return sent;
}

/** The headers and the body. Of a stream, what arrives first. */
async function read(where: string, response: Response): Promise<Sent> {
  const head = JSON.stringify([...response.headers]);
  if (!response.headers.get('content-type')?.startsWith('text/event-stream'))
    return [where, head + (await response.text())];
  const reader = response.body?.getReader();
  const first = await reader?.read();
  await reader?.cancel();
  return [where, head + new TextDecoder().decode(first?.value)];
}

function staticFiles(): Sent[] {
  return ['.next/static', 'public'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.join(entry.parentPath, entry.name))
      .map((file): Sent => [file, readFileSync(file, 'latin1')]),
  );
}

/** A page that shows a secret, because somebody has it as their name. */
async function collectWithLeak(stack: Stack, secret: string): Promise<Sent[]> {
  const { id, cookie } = await addPerson(stack, 'customer');
  await query(stack, 'UPDATE users SET name = $2 WHERE id = $1', [id, secret]);
  return [await read('/account', await get(stack, '/account', { cookie }))];
}

/** The errors that everything ends in. */
async function collectWithoutDatabase(stack: Stack): Promise<Sent[]> {
  const { cookie } = await addPerson(stack, 'customer');
  const name = new URL(stack.databaseUrl).pathname.slice(1);
  await onServer((client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
  const sent: Sent[] = [];
  for (const path of ['/', '/buy', '/api/health', '/api/auth/session', '/api/transactions/export'])
    sent.push(await read(path, await get(stack, path, { cookie })));
  return sent;
}
