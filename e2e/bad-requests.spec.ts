import net from 'node:net';
import fc, { type Arbitrary } from 'fast-check';
import pLimit from 'p-limit';
import { webhookSchema } from '../lib/proof-api/schema';
import { builtAction, builtActions, builtRoutes } from '../testing/built-app';
import { memoryReportSettings, readLiveMemory } from '../testing/live-memory';
import {
  actionRequests,
  headerRequests,
  pathRequests,
  webhookRequests,
} from './support/bad-requests';
import { query } from './support/database';
import { expect, test } from './support/fixtures';
import { addPerson, callAction, orderAs } from './support/people';
import { describe, type RawRequest, sendAsRouter } from './support/raw-request';
import type { Stack } from './support/stack';

const MEMORY_FILE = '.data/e2e/bad-requests-memory.json';
const MEBIBYTE = 1_024 ** 2;
/** For caches that fill up, such as that of compiled code. */
const MEMORY_GROWTH_LIMIT = 24 * MEBIBYTE;
const CONCURRENCY = 12;
const SEED = 34;
const BATCH = 100;

test.use({ stackSettings: memoryReportSettings(MEMORY_FILE) });
// One after the other, because they share the stack whose memory they measure.
test.describe.configure({ mode: 'default', timeout: 300_000 });

type Target = Awaited<ReturnType<typeof prepare>>;

/** Everybody whom the app tells apart, and an order of the customer. */
async function prepare(stack: Stack) {
  const customer = await addPerson(stack, 'customer');
  const operator = await addPerson(stack, 'operator');
  return {
    ...{ stack, customer, order: await orderAs(stack, customer) },
    cookies: ['', customer.cookie, operator.cookie],
    paths: builtRoutes()
      // The doctor sends requests of its own, to Proof and to the app.
      .filter((path) => path !== '/ops/doctor')
      .map((path) => path.replace(/\/\[[^\]]+\]/g, '')),
  };
}

const surfaces: [string, number, (target: Target) => Arbitrary<RawRequest>][] = [
  [
    'the webhook',
    14_000,
    ({ stack, order }) => webhookRequests(stack.webhookSecret, [order.proofId]),
  ],
  [
    'server actions',
    4_000,
    ({ stack, customer, order }) =>
      actionRequests({
        // In demo mode, anyone may reset the demo. That would end this test.
        actions: builtActions()
          .filter(({ name }) => name !== 'resetStageAction')
          .map(({ id }) => id),
        ...{ origin: stack.appUrl, cookies: ['', customer.cookie] },
        ...{ transactions: [order.id], known: [order.proofId] },
      }),
  ],
  ['paths and queries', 1_000, ({ paths, cookies }) => pathRequests(paths, cookies)],
  ['headers', 1_000, ({ paths, cookies }) => headerRequests(paths, cookies)],
];

for (const [surface, count, arbitraryFor] of surfaces)
  test(`bad input in ${surface} gets no 5xx, stores nothing invalid, and holds up nothing valid`, async ({
    stack,
  }) => {
    const target = await prepare(stack);
    const arbitrary = arbitraryFor(target);
    const failed: string[] = [];
    const send = async (request: RawRequest, index: number) => {
      const { status } = await sendAsRouter(stack.appUrl, request);
      if (status === 0 || status >= 500) failed.push(`${status}: ${describe(request)}`);
      if (index % 100 === 0) failed.push(...(await findUnserved(target)));
    };
    const batches = count / BATCH;
    const limit = pLimit(CONCURRENCY);
    // Generated a batch at a time, because together the requests take gigabytes.
    const sendBatches = async (from: number, to: number) => {
      for (let batch = from; batch < to; batch += 1)
        await limit.map(fc.sample(arbitrary, { seed: SEED + batch, numRuns: BATCH }), send);
    };
    await sendBatches(0, batches / 2);
    const before = await readLiveMemory(MEMORY_FILE);
    await sendBatches(batches / 2, batches);
    expect(failed.slice(0, 5)).toEqual([]);
    expect(await findInvalidRows(stack)).toEqual([]);
    const growth = async () => (await readLiveMemory(MEMORY_FILE)) - before;
    await expect.poll(growth, { timeout: 30_000 }).toBeLessThan(MEMORY_GROWTH_LIMIT);
  });

/** Sends one valid request of each kind. Returns those that were not served. */
async function findUnserved({ stack, customer, order }: Target): Promise<string[]> {
  const headers = { cookie: customer.cookie };
  const webhook = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ merchant_transaction_id: order.proofId, status: 'pending' }),
  };
  const unserved: string[] = [];
  for (const [path, init, expected] of [
    [`/api/webhooks/proof/${stack.webhookSecret}`, webhook, 204],
    ['/api/health', {}, 200],
    [`/transactions/${order.id}`, { headers }, 200],
  ] as const) {
    const response = await fetch(stack.appUrl + path, init);
    await response.arrayBuffer();
    if (response.status !== expected) unserved.push(`${response.status}: valid ${path}`);
  }
  return unserved;
}

/** What the app must never store, whatever it is sent. */
async function findInvalidRows(stack: Stack): Promise<string[]> {
  const deliveries = await query<{ id: string; body: Buffer }>(
    stack,
    `SELECT id, body FROM webhook_deliveries WHERE outcome NOT IN ('invalid', 'wrong_secret')`,
  );
  const isWebhook = (body: Buffer) => webhookSchema.safeParse(JSON.parse(String(body))).success;
  const orders = await query<{ id: string }>(
    stack,
    `SELECT id FROM transactions WHERE network || ':' || currency <> 'TRC20:USDT'
       OR requested_amount NOT IN (10, 1.5) OR status <> 'pending'
     UNION SELECT transaction_id FROM transaction_events
       WHERE source = 'widget' AND length(status) > 50`,
  );
  return [
    ...deliveries.filter(({ body }) => !isWebhook(body)).map(({ id }) => `delivery ${id}`),
    ...orders.map(({ id }) => `order ${id}`),
  ];
}

const refusals: [number, (stack: Stack) => RawRequest][] = [
  [400, () => get('/transactions/x%')],
  [400, () => get('/api/auth/%')],
  [400, () => ({ ...get('/api/webhooks/proof/%'), method: 'POST' })],
  [400, () => get('/sign-in', ['rsc', '1'], ['next-router-state-tree', '%'])],
  [404, () => get('/_global-error')],
  [200, () => get('/robots.txt', ['range', 'bytes=9999-'])],
  [200, () => get('/api/auth/session?callbackUrl=:')],
  [200, () => get('/api/auth/session', ['cookie', 'authjs.callback-url=:::'])],
  // From another site, and from a frame that may not say from which.
  [403, () => signIn('http://evil.example', '[{}]')],
  [403, () => signIn('null', '[{}]')],
  [403, () => form('http://evil.example', '--xx--\r\n')],
  // Back to the sign-in, because it takes a form.
  [200, ({ appUrl }) => signIn(appUrl, '[{}]')],
  [400, ({ appUrl }) => signIn(appUrl, '[{')],
  [400, ({ appUrl }) => signIn(appUrl, '{}')],
  [400, ({ appUrl }) => signIn(appUrl, deep)],
  [400, ({ appUrl }) => signIn(appUrl, '["$F1"]')],
  [413, ({ appUrl }) => signIn(appUrl, `["${'x'.repeat(70_000)}"]`)],
  [400, ({ appUrl }) => form(appUrl, '--xx\r\n')],
  [400, ({ appUrl }) => form(appUrl, `${field('0', '[]')}${field('', '')}--xx--\r\n`)],
];

const deep = `${'['.repeat(5_000)}${']'.repeat(5_000)}`;

test('requests that Next.js would answer with a 500 get the status that says what is wrong', async ({
  stack,
}) => {
  for (const [status, requestFor] of refusals) {
    const request = requestFor(stack);
    const response = await sendAsRouter(stack.appUrl, request);
    expect([describe(request), response.status]).toEqual([describe(request), status]);
  }
});

function get(target: string, ...headers: RawRequest['headers']): RawRequest {
  return { method: 'GET', target, headers };
}

function signIn(origin: string, body: string): RawRequest {
  const headers: RawRequest['headers'] = [
    ['next-action', builtAction('signInAction').id],
    ['content-type', 'text/plain;charset=UTF-8'],
    ['origin', origin],
  ];
  return { method: 'POST', target: '/sign-in', headers, body };
}

function form(origin: string, body: string): RawRequest {
  const headers: RawRequest['headers'] = [
    ['content-type', 'multipart/form-data; boundary=xx'],
    ['origin', origin],
  ];
  return { method: 'POST', target: '/sign-in', headers, body };
}

function field(name: string, value: string): string {
  return `--xx\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
}

test('zero bytes and halves of characters in an action are invalid input, and nothing is stored', async ({
  stack,
}) => {
  const { customer, order } = await prepare(stack);
  for (const status of ['a\0', '\ud83d']) {
    const args = [
      { merchantTransactionId: order.proofId, callback: 'onStatusChange', payload: { status } },
    ];
    const call = { cookie: customer.cookie, path: `/transactions/${order.id}`, args };
    const response = await callAction(stack, 'reportWidgetCallbackAction', call);
    expect([response.status, await response.text()]).toEqual([
      ...[200, expect.stringContaining('"code":"invalid_input"')],
    ]);
  }
  const hints = await query(stack, "SELECT 1 FROM transaction_events WHERE source = 'widget'");
  expect(hints).toEqual([]);
});

test('a webhook whose body does not arrive is answered with 408 after ten seconds', async ({
  stack,
}) => {
  const { port } = new URL(stack.appUrl);
  const socket = net.connect(Number(port), '127.0.0.1');
  socket.write(
    `POST /api/webhooks/proof/${stack.webhookSecret} HTTP/1.1\r\nhost: localhost:${port}\r\n` +
      'content-type: application/json\r\ncontent-length: 100\r\n\r\n{"a":',
  );
  const received: string[] = [];
  socket.on('data', (chunk) => received.push(String(chunk)));
  await expect.poll(() => received.join(''), { timeout: 20_000 }).toMatch(/^HTTP\/1\.1 408 /);
  socket.destroy();
});
