import { db } from '../lib/db';

/** So that each statement ends within the time limit of queries (lib/db.ts). */
const BATCH_SIZE = 100_000;

/**
 * Adds completed transactions of a customer, two minutes apart up to now, of which every
 * thousandth failed. Written by SQL, so that 100,000 take a second.
 */
export async function addPastTransactions(userId: string, count: number): Promise<void> {
  for (let from = 1; from <= count; from += BATCH_SIZE)
    await addBatch(userId, from, Math.min(from + BATCH_SIZE - 1, count));
  // As autovacuum does after some time: without it, the planner knows nothing of these rows.
  await db().$executeRaw`VACUUM ANALYZE transactions`;
}

async function addBatch(userId: string, from: number, to: number): Promise<void> {
  await db().$executeRaw`
    INSERT INTO transactions (id, merchant_transaction_id, user_id, type, network, currency,
      requested_amount, crypto_amount, fiat_amount, fiat_currency, status, created_at)
    SELECT gen_random_uuid(), gen_random_uuid(), ${userId}::text, 'buy', 'TRC20', 'USDT',
      100.5, 100.5, 95.01, 'EUR',
      (CASE number % 1000 WHEN 0 THEN 'failed' ELSE 'completed' END)::"TransactionStatus",
      now() - number * interval '2 minutes'
    FROM generate_series(${from}::int, ${to}::int) AS number`;
}
