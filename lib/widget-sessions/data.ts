import 'server-only';
import { db } from '../db';

/** The sealed session of a customer's own transaction while it can still be used, or null. */
export async function getSealedSession(
  userId: string,
  transactionId: string,
): Promise<string | null> {
  const rows = await db().$queryRaw<{ sealed_session: string | null }[]>`
    SELECT sealed_session FROM transactions
    WHERE id = ${transactionId} AND user_id = ${userId} AND session_expires_at > now()`;
  return rows[0]?.sealed_session ?? null;
}
