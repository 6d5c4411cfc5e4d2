import 'server-only';
import { db } from '../db';
import type { TransactionType } from '../generated/prisma/enums';
import { type TransactionView, toEventView, toTransactionView } from './views';

const PAGE_SIZE = 25;

/** The customer's transactions, newest first, from after `cursor` (an id) on. */
export async function getTransactionsOfUser(
  userId: string,
  cursor?: string,
): Promise<{ transactions: TransactionView[]; nextCursor: string | null }> {
  const rows = await db().transaction.findMany({
    where: { userId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    ...(cursor ? { cursor: { id: cursor }, skip: 1 } : {}),
    take: PAGE_SIZE + 1,
  });
  const page = rows.slice(0, PAGE_SIZE);
  const last = rows.length > PAGE_SIZE ? page.at(-1) : undefined;
  return { transactions: page.map(toTransactionView), nextCursor: last?.id ?? null };
}

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
