import pLimit from 'p-limit';
import { expect, test } from 'vitest';
import { order, withPartnerApp } from '../../testing/partner-app';
import { db } from '../db';
import { env } from '../env';
import { markViewed } from '../reconciliation/mutations';
import type { SignedInUser } from '../users/data';
import { mintSession } from '../widget-sessions/mint';
import { receiveWebhook } from './receive';

const app = withPartnerApp();

async function mint(customer?: SignedInUser) {
  const user = customer ?? (await app.addCustomer());
  const { transactionId, session } = await mintSession({
    user,
    order: order(),
    clientIp: undefined,
  });
  return { user, id: transactionId, merchantTransactionId: session.merchant_transaction_id };
}

function deliver(
  body: object | string,
  { secret = env().PROOF_WEBHOOK_SECRET[0] ?? '', contentType = 'application/json' } = {},
) {
  const request = new Request('http://app/api/webhooks/proof/x', {
    method: 'POST',
    headers: { 'content-type': contentType },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return receiveWebhook(request, secret);
}

const read = (id: string) =>
  db().transaction.findUniqueOrThrow({
    where: { id },
    include: { events: { orderBy: { sequence: 'asc' } } },
  });

test('a webhook is shown as reported, makes the transaction due, and changes no status', async () => {
  const { id, merchantTransactionId } = await mint();
  const httpStatus = await deliver({
    merchant_transaction_id: merchantTransactionId,
    status: 'completed',
    updated_at: '2026-04-01T10:00:00Z',
  });
  const stored = await read(id);
  expect(httpStatus).toBe(204);
  expect(stored).toMatchObject({
    status: 'pending',
    version: 0,
    reportedStatus: 'completed',
    reportedSource: 'webhook',
  });
  expect(stored.nextCheckAt?.getTime()).toBeLessThanOrEqual(Date.now() + 1000);
});

test('copies that wait for each other see what the first one wrote', async () => {
  const { id, merchantTransactionId } = await mint();
  const { waiting: copies } = await db().$transaction(async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM transactions WHERE id = ${id} FOR UPDATE`;
    const body = { merchant_transaction_id: merchantTransactionId, status: 'processing' };
    const waiting = Array.from({ length: 5 }, () => deliver(body));
    const countBlocked = async () => {
      const rows = await db().$queryRaw<{ blocked: bigint }[]>`
        SELECT count(*) AS blocked FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'`;
      return Number(rows[0]?.blocked);
    };
    await expect.poll(countBlocked).toBe(5);
    return { waiting };
  });
  await Promise.all(copies);
  expect((await read(id)).events.filter(({ kind }) => kind === 'hint')).toHaveLength(1);
});

test('fifty copies at once add one event and fifty deliveries', async () => {
  const { user, id, merchantTransactionId } = await mint();
  const body = { merchant_transaction_id: merchantTransactionId, status: 'processing' };
  const httpStatuses = await Promise.all(Array.from({ length: 50 }, () => deliver(body)));
  expect(new Set(httpStatuses)).toEqual(new Set([204]));
  const stored = await read(id);
  expect(stored.events.map((event) => event.kind)).toEqual(['session', 'hint']);
  const deliveries = await db().webhookDelivery.groupBy({
    by: ['outcome'],
    where: { merchantTransactionId },
    _count: true,
  });
  expect(deliveries).toEqual(
    expect.arrayContaining([
      { outcome: 'reported', _count: 1 },
      { outcome: 'duplicate', _count: 49 },
    ]),
  );
  const { eventSequence } = await db().user.findUniqueOrThrow({ where: { id: user.id } });
  expect(eventSequence).toBe(2n);
});

test('copies do not deadlock while rows that refer to their transaction are added', async () => {
  const { user, id, merchantTransactionId } = await mint();
  const body = { merchant_transaction_id: merchantTransactionId, status: 'processing' };
  const copies = pLimit(6).map(Array.from({ length: 400 }), () => deliver(body));
  let arriving = true;
  void copies.finally(() => (arriving = false));
  const repeat = async (action: () => Promise<unknown>) => {
    while (arriving) await action();
  };
  // A foreign key locks the key of the row it refers to like this.
  const refer = () => db().$executeRaw`
    SELECT pg_sleep(0.01) FROM (
      SELECT 1 FROM transactions WHERE id = ${id} FOR KEY SHARE
    ) AS referred`;
  await Promise.all([
    ...[repeat(refer), repeat(refer)],
    repeat(() => markViewed(user.id, 'still open')),
  ]);
  expect(new Set(await copies)).toEqual(new Set([204]));
});

test('a late webhook does not replace a newer report', async () => {
  const { id, merchantTransactionId } = await mint();
  const report = (status: string, updated_at: string) =>
    deliver({ merchant_transaction_id: merchantTransactionId, status, updated_at });
  await report('completed', '2026-04-01T10:00:09Z');
  await report('processing', '2026-04-01T10:00:05Z');
  expect(await read(id)).toMatchObject({ reportedStatus: 'completed' });
  const late = await db().webhookDelivery.findFirst({
    where: { merchantTransactionId, status: 'processing' },
  });
  expect(late).toMatchObject({ outcome: 'stale' });
});

test('many hints at once are numbered without gaps or repeats', async () => {
  const { user, ...first } = await mint();
  // Of several transactions, since hints for one of them take turns by its own lock.
  const others = await Promise.all([mint(user), mint(user), mint(user)]);
  await Promise.all(
    Array.from({ length: 28 }, (_, second) =>
      deliver({
        merchant_transaction_id: [first, ...others][second % 4]?.merchantTransactionId,
        status: 'processing',
        updated_at: new Date(Date.UTC(2026, 3, 1, 10, 0, second)).toISOString(),
      }),
    ),
  );
  const events = await db().transactionEvent.findMany({
    where: { userId: user.id },
    orderBy: { sequence: 'asc' },
  });
  expect(events.map(({ sequence }) => Number(sequence))).toEqual(
    Array.from({ length: 32 }, (_, index) => index + 1),
  );
});

test('a webhook for an unknown id is acknowledged and stored, and Proof is not asked', async () => {
  const before = await app.countCalls('/widget/transactions');
  const body = { merchant_transaction_id: 'nobody-knows-it', status: 'completed' };
  expect(await deliver(body)).toBe(204);
  const kept = await db().webhookDelivery.findFirst({
    where: { merchantTransactionId: 'nobody-knows-it' },
  });
  expect(kept).toMatchObject({ outcome: 'unknown_transaction' });
  expect(JSON.parse(new TextDecoder().decode(kept?.body))).toEqual(body);
  expect(await app.countCalls('/widget/transactions')).toBe(before);
});

/** Thousands of levels are valid JSON. Parsing it is cheap, and storing it fails. */
const deep = `${'{"a":'.repeat(2_500)}${'['.repeat(600)}1${']'.repeat(600)}${'}'.repeat(2_500)}`;

test.each([
  ['a body that is not JSON', 400, '{"merchant', {}],
  ['JSON that is not the contract', 400, '{"b":1}', {}],
  ['deep JSON', 400, `{"merchant_transaction_id":"e","status":"failed","deep":${deep}}`, {}],
  ['another content type', 415, 'c', { contentType: 'text/plain' }],
  ['more than 16 KB', 413, 'd'.repeat(17_000), {}],
] as const)('%s is answered with %s, and the request is stored', async (...row) => {
  const [, status, body, options] = row;
  expect(await deliver(body, options)).toBe(status);
  const kept = await db().webhookDelivery.findFirstOrThrow({ orderBy: { receivedAt: 'desc' } });
  expect(kept.outcome).toBe('invalid');
  expect(new TextDecoder().decode(kept.body)).toBe(body.slice(0, 16 * 1024));
});

test('a body with a wrong secret is not read, and nothing of it is stored', async () => {
  const body = new ReadableStream({ pull: (controller) => controller.error(new Error('read')) });
  const request = new Request('http://app', {
    ...{ method: 'POST', body: body.pipeThrough(new TransformStream()) },
    ...({ duplex: 'half' } as object),
  });
  expect(await receiveWebhook(request, 'x'.repeat(43))).toBe(404);
  const kept = await db().webhookDelivery.findFirstOrThrow({ orderBy: { receivedAt: 'desc' } });
  expect(kept).toMatchObject({ outcome: 'wrong_secret', body: new Uint8Array() });
});

test("a time that Postgres cannot store is missing, and the webhook's report still counts", async () => {
  const { id, merchantTransactionId } = await mint();
  for (const updated_at of ['0000-01-01T00:00:00Z', '9999-12-31T23:59:59-23:59']) {
    const body = { merchant_transaction_id: merchantTransactionId, status: updated_at, updated_at };
    expect(await deliver(body)).toBe(204);
    expect(await read(id)).toMatchObject({
      ...{ reportedStatus: updated_at, reportedProviderTime: null },
    });
  }
});

test.each([
  ['with a wrong secret', '{}', 'y'.repeat(43), 'wrong_secret'],
  ['that are invalid', '{}', undefined, 'invalid'],
  [
    ...['about an unknown transaction', '{"merchant_transaction_id":"no","status":"failed"}'],
    ...[undefined, 'unknown_transaction'],
  ],
] as const)('deliveries %s cannot fill the database', async (...row) => {
  const [, body, secret, outcome] = row;
  await Promise.all(Array.from({ length: 300 }, () => deliver(body, secret ? { secret } : {})));
  const kept = await db().webhookDelivery.count({ where: { outcome } });
  // Each connection of the pool may count before the others insert.
  expect(kept).toBeLessThanOrEqual(130);
  expect(kept).toBeGreaterThanOrEqual(120);
});
