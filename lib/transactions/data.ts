import 'server-only';
import { db } from '../db';
import type { TransactionType } from '../generated/prisma/enums';
import { type TransactionView, toEventView, toTransactionView } from './views';

/** A transaction of this customer with its timeline, or null when it is not theirs. */
export async function getTransactionOfUser(userId: string, id: string) {
  const row = await db().transaction.findFirst({
    where: { id, userId },
    include: {
      events: { orderBy: { sequence: 'asc' } },
      next: { orderBy: { createdAt: 'desc' }, take: 1, select: { id: true } },
    },
  });
  if (!row) return null;
  return {
    transaction: toTransactionView(row),
    events: row.events.map(toEventView),
    /** The order that the customer started instead of this one. */
    nextId: row.next[0]?.id ?? null,
  };
}

/** The customer's newest orders of one type, newest first. */
export async function getNewestOrders(
  userId: string,
  type: TransactionType,
  limit: number,
): Promise<TransactionView[]> {
  const rows = await db().transaction.findMany({
    where: { userId, type },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit,
  });
  return rows.map(toTransactionView);
}

/** When a customer placed this order, or null when it is not theirs or of the other type. */
export async function getOrderTime(
  userId: string,
  type: TransactionType,
  id: string,
): Promise<string | null> {
  const row = await db().transaction.findFirst({
    where: { id, userId, type },
    select: { createdAt: true },
  });
  return row?.createdAt.toISOString() ?? null;
}
