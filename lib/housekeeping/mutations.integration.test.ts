import { expect, test } from 'vitest';
import { order, withPartnerApp } from '../../testing/partner-app';
import { db } from '../db';
import { Prisma } from '../generated/prisma/client';
import { ingestHint } from '../transactions/ingest';
import { mintSession } from '../widget-sessions/mint';
import { removeExpiredLinks, removeExpiredRows } from './mutations';

const app = withPartnerApp();
const DAYS = 30;
const running = new AbortController().signal;

/** An order with a timeline, a delivery and calls, all `days` old. */
async function addOrder(days: number, state: Prisma.TransactionUpdateInput) {
  const user = await app.addCustomer();
  const request = { user, order: order(), clientIp: undefined };
  const { transactionId: id, session } = await mintSession(request);
  const merchantTransactionId = session.merchant_transaction_id;
  await ingestHint(
    {
      merchantTransactionId,
      source: 'webhook',
      status: 'processing',
      providerTime: null,
      reason: 'Proof sent it to our webhook.',
      payload: {},
    },
    { body: new Uint8Array(), headers: {}, receivedMs: performance.now() },
  );
  await db().transaction.update({ where: { id }, data: state });
  for (const [table, time, column, value] of [
    ['transaction_events', 'recorded_at', 'transaction_id', id],
    ['webhook_deliveries', 'received_at', 'merchant_transaction_id', merchantTransactionId],
    ['provider_calls', 'recorded_at', 'merchant_transaction_id', merchantTransactionId],
  ] as const)
    await db().$executeRaw`
      UPDATE ${Prisma.raw(table)} SET ${Prisma.raw(time)} = now() - make_interval(days => ${days})
      WHERE ${Prisma.raw(column)} = ${value}`;
  const count = async () => ({
    events: await db().transactionEvent.count({ where: { transactionId: id } }),
    deliveries: await db().webhookDelivery.count({ where: { merchantTransactionId } }),
    calls: await db().providerCall.count({ where: { merchantTransactionId } }),
  });
  return { id, count };
}

const ended = { status: 'completed', nextCheckAt: null } as const;
const everything = { events: 2, deliveries: 1, calls: 1 };
const nothing = { events: 0, deliveries: 0, calls: 0 };

const dailyCounts = () =>
  db().dailyCount.findMany({ orderBy: [{ day: 'asc' }, { measure: 'asc' }, { key: 'asc' }] });

test('what is older than the configured time is removed, and orders and counts stay', async () => {
  const [old, young] = [await addOrder(DAYS + 1, ended), await addOrder(DAYS - 1, ended)];
  const counts = await dailyCounts();
  expect(await removeExpiredRows(DAYS, running)).toBe(4);
  expect(await old.count()).toEqual(nothing);
  expect(await young.count()).toEqual(everything);
  const stored = await db().transaction.findUniqueOrThrow({ where: { id: old.id } });
  expect(stored.status).toBe('completed');
  expect(await dailyCounts()).toEqual(counts);
});

test('nothing about an open order is removed, however old it is', async () => {
  const states: Prisma.TransactionUpdateInput[] = [
    { status: 'pending', nextCheckAt: null },
    { status: 'processing', nextCheckAt: new Date() },
    // Its payment may still be retried.
    { status: 'failed', nextCheckAt: new Date() },
    { ...ended, sideEffect: { create: { attempts: 4 } } },
  ];
  for (const state of states) {
    const { count } = await addOrder(DAYS + 1, state);
    await removeExpiredRows(DAYS, running);
    expect(await count()).toEqual(everything);
  }
});

test('successful checks of an order that nobody paid for are removed, and its failed ones stay', async () => {
  const { id, count } = await addOrder(DAYS + 1, { status: 'pending', nextCheckAt: new Date() });
  const { merchantTransactionId } = await db().transaction.findUniqueOrThrow({ where: { id } });
  const check = {
    ...{ endpoint: 'GET /widget/transactions/{id}', merchantTransactionId, durationMs: 1 },
    recordedAt: new Date(Date.now() - (DAYS + 1) * 86_400_000),
  };
  const failed = { ...check, httpStatus: 502, error: 'upstream_error' };
  await db().providerCall.createMany({ data: [check, check, failed] });
  expect(await removeExpiredRows(DAYS, running)).toBe(2);
  expect(await count()).toEqual({ ...everything, calls: 2 });
});

test('a contradiction stays on the list of what needs attention', async () => {
  const { id, count } = await addOrder(DAYS + 1, ended);
  const [event] = await db().transactionEvent.findMany({ where: { transactionId: id } });
  await db().transactionEvent.update({
    where: { id: event?.id ?? '' },
    data: { factOutcome: 'contradiction' },
  });
  await removeExpiredRows(DAYS, running);
  expect(await count()).toEqual({ ...nothing, events: 1 });
});

test('what belongs to no order is removed, too', async () => {
  const old = new Date(Date.now() - (DAYS + 1) * 86_400_000);
  await db().webhookDelivery.create({
    data: {
      ...{ outcome: 'wrong_secret', reason: 'The secret in the URL is not ours.', headers: {} },
      ...{ body: new Uint8Array(), processingMs: 1, receivedAt: old },
    },
  });
  await db().providerCall.create({
    data: { endpoint: 'GET /widget/users/{id}/kyc-status', durationMs: 1, recordedAt: old },
  });
  expect(await removeExpiredRows(DAYS, running)).toBe(2);
});

test('two workers remove thousands of rows once, past those that are kept', async () => {
  const { count: countOpen } = await addOrder(DAYS + 2, { status: 'pending' });
  await db().$executeRaw`
    INSERT INTO provider_calls (id, endpoint, duration_ms, recorded_at)
    SELECT gen_random_uuid(), 'GET /widget/transactions/{id}', 1, now() - interval '31 days'
    FROM generate_series(1, 2500)`;
  const removed = await Promise.all([
    removeExpiredRows(DAYS, running),
    removeExpiredRows(DAYS, running),
  ]);
  expect(removed[0] + removed[1]).toBe(2500);
  expect(await countOpen()).toEqual(everything);
});

test('a statement reads a limited number of rows, also if they are kept', async () => {
  const { id } = await addOrder(DAYS + 3, { status: 'pending' });
  const { merchantTransactionId } = await db().transaction.findUniqueOrThrow({ where: { id } });
  await db().$executeRaw`
    INSERT INTO webhook_deliveries
      (id, outcome, reason, merchant_transaction_id, headers, body, processing_ms, received_at)
    SELECT gen_random_uuid(), 'duplicate', '', ${merchantTransactionId}, '{}', '', 1,
      now() - interval '32 days'
    FROM generate_series(1, 600)`;
  const { count } = await addOrder(DAYS + 1, ended);
  // It ends after one statement.
  expect(await removeExpiredRows(DAYS, AbortSignal.abort())).toBe(0);
  expect((await count()).deliveries).toBe(1);
  await removeExpiredRows(DAYS, running);
  expect(await count()).toEqual(nothing);
  expect(await db().webhookDelivery.count({ where: { merchantTransactionId } })).toBe(601);
});

test('a sign-in link that has expired is removed, and one that can be opened is not', async () => {
  const link = (token: string, hours: number) => ({
    ...{ identifier: 'kim@example.com', token },
    expires: new Date(Date.now() + hours * 3_600_000),
  });
  await db().verificationToken.createMany({ data: [link('old', -1), link('new', 1)] });
  await removeExpiredLinks();
  expect(await db().verificationToken.findMany()).toMatchObject([{ token: 'new' }]);
});
