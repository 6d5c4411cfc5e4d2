import { db } from '../lib/db';
import type { Source } from '../lib/generated/prisma/enums';
import type { Snapshot, TransactionStatus } from '../lib/proof-api/schema';
import { ingestHint } from '../lib/transactions/ingest';
import { applySnapshot } from '../lib/transactions/mutations';
import { mintSession } from '../lib/widget-sessions/mint';
import { order, type TestApp } from './partner-app';

/** What can happen to one transaction, step by step. Seconds are Proof's time of a change. */
export type TransactionHistory = Awaited<ReturnType<typeof startHistory>>;

/** Mints a transaction of a new customer, and holds its lease. */
export async function startHistory(app: TestApp, ...[overrides]: Parameters<typeof order>) {
  const user = await app.addCustomer();
  const request = { user, order: order(overrides), clientIp: undefined };
  const { transactionId: id, session } = await mintSession(request);
  const { type, merchant_transaction_id: merchantTransactionId } = session;
  await db().transaction.update({ where: { id }, data: { leaseToken: 'mine', nextCheckAt: null } });

  const startMs = Date.now() - 60_000;
  const timeOf = (second: number) => new Date(startMs + second * 1000);
  const delivery = () => ({
    body: new TextEncoder().encode('{}'),
    headers: {},
    receivedMs: performance.now(),
  });
  return {
    id,
    userId: user.id,
    report: (source: Source, status: string, second: number) =>
      ingestHint(
        {
          ...{ merchantTransactionId, source, status, reason: 'generated', payload: {} },
          providerTime: timeOf(second),
        },
        source === 'webhook' ? delivery() : undefined,
      ),
    confirm: (status: TransactionStatus, second: number, amounts: Partial<Snapshot> = {}) =>
      applySnapshot(
        {
          ...{ merchant_transaction_id: merchantTransactionId, partner_user_id: user.id },
          ...{ type, status, currency: 'USDT', network: 'TRC20', crypto_amount: null },
          ...{ fiat_currency: 'EUR', fiat_amount: '100' },
          ...{ created_at: timeOf(0), updated_at: timeOf(second) },
          ...amounts,
        },
        { id, leaseToken: 'mine' },
      ),
  };
}
