import { db } from '../../../lib/db';
import { getHistoryPage, getHistoryTotals } from '../../../lib/history/data';
import { removeExpiredRows } from '../../../lib/housekeeping/mutations';
import { getDeltasAfter, getEventSequence } from '../../../lib/live/data';
import {
  claimDueTransactions,
  makeDue,
  markViewed,
  releaseLeases,
} from '../../../lib/reconciliation/mutations';
import { settleCheck } from '../../../lib/reconciliation/reconciler';
import { runNextSideEffect } from '../../../lib/side-effects/mutations';
import { claimSocketLeases, releaseSocketLeases } from '../../../lib/sockets/mutations';
import { getBacklog } from '../../../lib/telemetry/data';
import { getNewestOrders, getTransactionOfUser } from '../../../lib/transactions/data';
import { ingestHint } from '../../../lib/transactions/ingest';
import { countOpenOrders } from '../../../lib/widget-sessions/data';
import type { Search } from './searches';

/** What runs for every check, webhook, event and page of a customer. */
export async function hotQueries(): Promise<Search[]> {
  const { id, userId, merchantTransactionId } = await db().transaction.findFirstOrThrow({
    where: { status: 'pending', nextCheckAt: { not: null } },
    orderBy: { createdAt: 'desc' },
  });
  await db().transaction.update({ where: { id }, data: { nextCheckAt: new Date(0) } });
  return [
    { name: 'a webhook', run: () => receiveWebhook(merchantTransactionId) },
    { name: 'a check', run: checkNext },
    { name: 'a socket that connects', run: () => makeDue(merchantTransactionId) },
    { name: 'the sockets of a process', run: () => claimSocketLeases('bench', 100) },
    { name: 'a process that ends', run: releaseAll },
    { name: 'a page that is open', run: () => markViewed(userId, 'still open') },
    { name: 'the position of a feed', run: () => getEventSequence(userId) },
    { name: 'new events of a feed', run: () => getDeltasAfter(userId, 240, 100) },
    { name: 'the history', run: () => getHistoryPage(userId, {}, {}) },
    { name: 'the totals of the history', run: () => getHistoryTotals(userId, {}) },
    { name: "a customer's transaction", run: () => getTransactionOfUser(userId, id) },
    { name: "a customer's newest orders", run: () => getNewestOrders(userId, 'buy', 5) },
    { name: "a customer's open orders", run: () => countOpenOrders(userId) },
    { name: 'the next side effect', run: () => runNextSideEffect(async () => {}) },
    { name: 'the metrics', run: () => getBacklog() },
    {
      name: 'the removal of old rows',
      run: () => removeExpiredRows(365, AbortSignal.timeout(10_000)),
    },
  ];
}

function receiveWebhook(merchantTransactionId: string) {
  const providerTime = new Date();
  return ingestHint({
    ...{ merchantTransactionId, source: 'webhook', status: 'processing', providerTime },
    ...{ reason: 'A webhook of the bench.', payload: {} },
  });
}

async function checkNext(): Promise<void> {
  const [claimed] = await claimDueTransactions(1, ['another-user']);
  if (!claimed) throw new Error('Nothing is due.');
  const { currency, network, type } = await db().transaction.findUniqueOrThrow({
    where: { id: claimed.id },
  });
  await settleCheck(claimed, {
    ...{ merchant_transaction_id: claimed.merchantTransactionId, partner_user_id: claimed.userId },
    ...{ type, status: 'processing', currency, network, crypto_amount: null },
    ...{ fiat_currency: 'EUR', fiat_amount: null, created_at: new Date(), updated_at: new Date() },
  });
}

async function releaseAll(): Promise<void> {
  await releaseLeases(['bench']);
  await releaseSocketLeases('bench');
}
