import fc from 'fast-check';
import { expect, test } from 'vitest';
import { withPartnerApp } from '../../testing/partner-app';
import { startHistory, type TransactionHistory } from '../../testing/transaction-history';
import { db } from '../db';
import { recordProviderCall } from '../ops/calls/mutations';
import { storeRejectedDelivery } from '../transactions/ingest';
import { markSessionOpened } from '../widget-sessions/mutations';
import { mergeShards } from './mutations';

const app = withPartnerApp();

/** The counts that differ from what the tables hold. */
function differences() {
  return db().$queryRaw`
    SELECT day::text, measure::text, type, key, detail, kept.count::text, kept.amount::text,
      stored.count::text AS "storedCount", stored.amount::text AS "storedAmount"
    FROM (
      SELECT day, measure, type, key, detail, sum(count) AS count, sum(amount) AS amount
      FROM daily_counts GROUP BY day, measure, type, key, detail HAVING sum(count) <> 0
    ) AS kept
    FULL JOIN count_stored_rows() AS stored USING (day, measure, type, key, detail)
    WHERE kept.count IS DISTINCT FROM stored.count OR kept.amount IS DISTINCT FROM stored.amount`;
}

const tomorrow = new Date(Date.now() + 24 * 60 * 60_000);

const second = fc.integer({ min: 0, max: 20 });
const status = fc.constantFrom(
  ...(['pending', 'processing', 'completed', 'failed', 'cancelled'] as const),
);
const source = fc.constantFrom(...(['webhook', 'socket', 'widget'] as const));
const amount = fc.option(
  fc.integer({ min: 1, max: 9 }).map((number) => `${number}.000000000000000001`),
);

type Step = (history: TransactionHistory) => Promise<unknown>;

const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(source, status, second).map(
    (report): Step =>
      (history) =>
        history.report(...report),
  ),
  fc.tuple(status, second, amount, amount).map(
    ([confirmed, at, crypto_amount, fiat_amount]): Step =>
      (history) =>
        history.confirm(confirmed, at, { crypto_amount, fiat_amount }),
  ),
  fc.constant<Step>(({ userId, id }) => markSessionOpened(userId, id)),
  fc.constant<Step>(() => startHistory(app, { type: 'sell' })),
  fc.constant<Step>(() => mergeShards(tomorrow)),
  fc.constant<Step>(() =>
    storeRejectedDelivery(
      { body: new Uint8Array(), headers: {}, receivedMs: performance.now() },
      'invalid',
      'generated',
    ),
  ),
  fc.constant<Step>(() =>
    recordProviderCall({
      ...{ endpoint: 'POST /widget/session', durationMs: 1, httpStatus: 502 },
      ...{ error: 'upstream_error', code: 'provider_error', providerRequestId: null },
    }),
  ),
);

test('after any history with concurrent writers, the counts are those of a full count of the rows', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(steps, { minLength: 1, maxLength: 12 }), { minLength: 6, maxLength: 6 }),
      async (writers) => {
        const histories = await Promise.all([
          startHistory(app),
          startHistory(app, { type: 'sell' }),
        ]);
        await Promise.all(
          writers.map(async (taken, index) => {
            const history = histories[index % histories.length] ?? expect.unreachable();
            for (const step of taken) await step(history);
          }),
        );
        expect(await differences()).toEqual([]);
      },
    ),
    { numRuns: 20 },
  );
  const measures = await db().dailyCount.groupBy({ by: ['measure'], where: { count: { gt: 0 } } });
  expect(measures).toHaveLength(6);
});

test('orders of the largest amounts complete on the same day, and are counted', async () => {
  const amounts = { crypto_amount: '9'.repeat(20), fiat_amount: '9'.repeat(20) };
  for (let count = 0; count < 2; count += 1) {
    const { confirm } = await startHistory(app);
    await confirm('completed', 1, amounts);
  }
  expect(await differences()).toEqual([]);
});

/** How the statuses of the only transaction since `earlier` were learned. */
async function learned(take: (history: TransactionHistory) => Promise<void>) {
  await db().dailyCount.deleteMany({ where: { measure: 'learned' } });
  await take(await startHistory(app));
  const rows = await db().dailyCount.groupBy({
    by: ['key', 'detail'],
    where: { measure: 'learned' },
    _sum: { count: true },
    having: { count: { _sum: { not: 0 } } },
  });
  return Object.fromEntries(rows.map(({ key, detail }) => [key, detail]));
}

test('a status counts for the channel that reported it first, however many follow', async () => {
  const counted = await learned(async ({ report, confirm }) => {
    await report('webhook', 'processing', 1);
    await report('socket', 'processing', 1);
    await confirm('processing', 1);
    await report('socket', 'completed', 2);
    await report('webhook', 'completed', 2);
    await confirm('completed', 2);
    await confirm('completed', 3, { fiat_amount: '101' });
  });
  expect(counted).toEqual({ processing: 'webhook', completed: 'socket' });
});

test("the widget's own statuses count, unless a channel reports the one that is confirmed", async () => {
  const counted = await learned(async ({ report, confirm }) => {
    await report('widget', 'paid', 1);
    await confirm('processing', 1);
    await report('widget', 'order_failed', 2);
    await report('webhook', 'failed', 2);
    await confirm('failed', 2);
  });
  expect(counted).toEqual({ processing: 'widget', failed: 'webhook' });
});

test('a check that is ahead of the report is told from one without any report', async () => {
  const counted = await learned(async ({ report, confirm }) => {
    await confirm('processing', 1);
    await report('webhook', 'processing', 1);
    await report('socket', 'processing', 1);
    await confirm('failed', 2);
    await confirm('pending', 3);
    await report('webhook', 'failed', 2);
  });
  expect(counted).toEqual({ processing: 'check_before_report', failed: 'check', pending: 'check' });
});

test('a status that is confirmed again is learned again', async () => {
  await db().dailyCount.deleteMany({ where: { measure: 'learned' } });
  const { report, confirm } = await startHistory(app);
  await report('webhook', 'failed', 1);
  await confirm('failed', 1);
  await confirm('processing', 2);
  await confirm('failed', 3);
  const where = { measure: 'learned', key: 'failed' } as const;
  const rows = await db().dailyCount.findMany({ where, orderBy: { detail: 'asc' } });
  expect(rows.map(({ detail, count }) => [detail, count])).toEqual([
    ['check', 1n],
    ['webhook', 1n],
  ]);
});

test('rows that are removed after some time stay counted', async () => {
  const { report, confirm } = await startHistory(app);
  await report('webhook', 'completed', 1);
  await confirm('completed', 1);
  const all = () => db().dailyCount.findMany({ orderBy: { key: 'asc' } });
  const before = await all();
  await db().transactionEvent.deleteMany();
  await db().webhookDelivery.deleteMany();
  await db().providerCall.deleteMany();
  expect(await all()).toEqual(before);
});

test('a transaction that counts makes no other wait until it ends', async () => {
  const delivery = { body: new Uint8Array(), headers: {}, receivedMs: performance.now() };
  await db().$transaction(async (tx) => {
    const { body, headers } = delivery;
    const data = { outcome: 'invalid', reason: '', headers, body, processingMs: 1 } as const;
    await tx.webhookDelivery.create({ data });
    await storeRejectedDelivery(delivery, 'invalid', 'counted at the same time');
  });
});

test('past days are merged into one shard, except those of a transaction that counts', async () => {
  const delivery = { body: new Uint8Array(), headers: {}, receivedMs: performance.now() };
  const store = () => storeRejectedDelivery(delivery, 'invalid', 'generated');
  const shards = async () => {
    const rows = await db().dailyCount.findMany({ distinct: ['shard'], orderBy: { shard: 'asc' } });
    return rows.map(({ shard }) => shard);
  };
  await db().$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(20, 0)`;
    await store();
    await mergeShards(tomorrow);
  });
  expect((await shards()).length).toBeGreaterThan(1);
  const all = () => db().dailyCount.aggregate({ _sum: { count: true, amount: true } });
  const before = await all();
  await mergeShards(new Date());
  expect((await shards()).length).toBeGreaterThan(1);
  await mergeShards(tomorrow);
  expect(await shards()).toEqual([0]);
  expect(await all()).toEqual(before);
});
