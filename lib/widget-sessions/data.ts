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
