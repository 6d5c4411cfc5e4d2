import 'server-only';
import { db } from '../db';

/** The sealed session of a customer's own transaction while Proof honours it, else null. */
export async function getSealedSession(
  userId: string,
  transactionId: string,
): Promise<string | null> {
  const [row] = await db().$queryRaw<{ sealedSession: string | null }[]>`
    SELECT sealed_session AS "sealedSession" FROM transactions
    WHERE id = ${transactionId} AND user_id = ${userId} AND session_expires_at > now()`;
  return row?.sealedSession ?? null;
}

/** Customers may report on their own transactions only. */
export async function ownsTransaction(
  userId: string,
  merchantTransactionId: string,
): Promise<boolean> {
  return (await db().transaction.count({ where: { merchantTransactionId, userId } })) === 1;
}

/**
 * How many of a customer's orders are open. Older than a day they do not count, because an order that
 * nobody pays for stays pending.
 */
export async function countOpenOrders(userId: string): Promise<number> {
  const [row] = await db().$queryRaw<[{ count: number }]>`
    SELECT count(*)::int AS count FROM transactions
    WHERE user_id = ${userId} AND created_at > now() - interval '1 day'
      AND status IN ('pending', 'processing')`;
  return row.count;
}
