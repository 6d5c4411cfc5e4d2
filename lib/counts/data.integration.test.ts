import { beforeAll, expect, test } from 'vitest';
import { withPartnerApp } from '../../testing/partner-app';
import { startHistory } from '../../testing/transaction-history';
import { db } from '../db';
import { recordProviderCall } from '../ops/calls/mutations';
import { storeRejectedDelivery } from '../transactions/ingest';
import { markSessionOpened } from '../widget-sessions/mutations';
import { getOverview } from './data';

const app = withPartnerApp();

const call = { endpoint: 'POST /widget/session', durationMs: 1, providerRequestId: null };
const failure = { httpStatus: 400, error: 'invalid_request', code: 'currency_not_allowed' };

/** A buy and a sell that complete, a buy that fails, and a sell that is only placed. */
beforeAll(async () => {
  const completed = await startHistory(app);
  await markSessionOpened(completed.userId, completed.id);
  await completed.report('webhook', 'processing', 50);
  await completed.confirm('processing', 50);
  const amounts = { crypto_amount: '99.000000000000000001', fiat_amount: '90.01' };
  await completed.confirm('completed', 55, amounts);

  const sold = await startHistory(app, { type: 'sell' });
  await sold.confirm('completed', 50, { crypto_amount: '1', fiat_amount: '0.9' });

  const failed = await startHistory(app);
  await markSessionOpened(failed.userId, failed.id);
  await failed.report('socket', 'failed', 50);
  await failed.confirm('failed', 50);
  await startHistory(app, { type: 'sell' });

  const delivery = { body: new Uint8Array(), headers: {}, receivedMs: performance.now() };
  await storeRejectedDelivery(delivery, 'invalid', 'not JSON');
  await recordProviderCall({ ...call, ...failure });
});

test('the funnels tell how far orders got, and where they are now', async () => {
  const { funnels } = await getOverview({ period: 'today' }, new Date());
  const none = { pending: 0, processing: 0, completed: 0, failed: 0, cancelled: 0 };
  expect(funnels).toEqual([
    {
      ...{ type: 'buy', placed: 2, opened: 2, funded: 1 },
      byStatus: { ...none, completed: 1, failed: 1 },
    },
    {
      ...{ type: 'sell', placed: 2, opened: 1, funded: 1 },
      byStatus: { ...none, completed: 1, pending: 1 },
    },
  ]);
});

test('orders and exact volumes are by day, and today is the last of the period', async () => {
  const now = new Date();
  const { days, orders, completedToday, volumes } = await getOverview({ period: '7' }, now);
  expect(days).toHaveLength(7);
  expect(days.at(-1)).toBe(now.toISOString().slice(0, 10));
  expect(orders.at(-1)).toMatchObject({
    placed: { buy: 2, sell: 2 },
    completed: { buy: 1, sell: 1 },
  });
  expect(completedToday).toBe(2);
  expect(volumes.map(({ currency, total }) => [currency, total])).toEqual([
    ['EUR', { buy: '90.01', sell: '0.9' }],
    ['USDT', { buy: '99.000000000000000001', sell: '1' }],
  ]);
  expect(volumes[1]?.days.at(-1)).toMatchObject({ buy: '99.000000000000000001', sell: '1' });
});

test('a type selects its orders, and what belongs to neither type stays', async () => {
  const { funnels, completedToday, deliveries, timeToCompletion } = await getOverview(
    { period: 'today', type: 'sell' },
    new Date(),
  );
  expect(funnels.map(({ type }) => type)).toEqual(['sell']);
  expect([completedToday, timeToCompletion.count]).toEqual([1, 1]);
  expect(deliveries).toContainEqual({ outcome: 'invalid', count: 1 });
});

test('how statuses were learned, how late webhooks are, and which calls failed', async () => {
  const overview = await getOverview({ period: 'today' }, new Date());
  const none = { webhook: 0, socket: 0, widget: 0, check_before_report: 0, check: 0 };
  expect(overview.learned).toEqual([
    { status: 'processing', from: { ...none, webhook: 1 } },
    { status: 'completed', from: { ...none, check: 2 } },
    { status: 'failed', from: { ...none, socket: 1 } },
  ]);
  expect(overview.webhookLag.count).toBe(1);
  // Proof's time of the change is ten seconds ago.
  expect(overview.webhookLag.p50Ms).toBeGreaterThan(9_000);
  expect(overview.webhookLag.p50Ms).toBeLessThan(15_000);
  expect(overview.calls.failures).toEqual([
    { endpoint: 'POST /widget/session', code: 'currency_not_allowed', count: 1 },
  ]);
  expect(overview.calls.count).toBe(await db().providerCall.count());
});

test('a day ends at midnight in UTC', async () => {
  await db().transaction.updateMany({
    where: { type: 'buy' },
    data: { createdAt: new Date('2026-04-01T23:59:59.999Z') },
  });
  const onDay = async (day: string) => {
    const { orders } = await getOverview({ period: '7' }, new Date(`${day}T00:00:00Z`));
    return orders.at(-1)?.placed.buy;
  };
  expect([await onDay('2026-04-01'), await onDay('2026-04-02')]).toEqual([2, 0]);
});
