import 'server-only';
import { db } from '../db';

/** A customer's browser may only speak of the customer's own transactions. */
export async function ownsTransaction(
  userId: string,
  merchantTransactionId: string,
): Promise<boolean> {
  return (await db().transaction.count({ where: { merchantTransactionId, userId } })) === 1;
}
