import 'server-only';
import { db } from '../db';
import type { TransactionType } from '../generated/prisma/enums';
import {
  type TransactionEventView,
  type TransactionView,
  toEventView,
  toTransactionView,
} from './views';

/** Entries of the event log on one page. A payment has about a dozen. */
const LOG_PAGE = 100;

/** A page of a transaction's event log, oldest first: the newest entries, or those before one. */
export async function getEvents(
  transactionId: string,
  before?: number,
): Promise<TransactionEventView[]> {
  const rows = await db().transactionEvent.findMany({
    where: { transactionId, ...(before && { sequence: { lt: before } }) },
    orderBy: { sequence: 'desc' },
    take: LOG_PAGE,
  });
  return rows.map(toEventView).reverse();
}

/** The entries that a timeline consists of, and the newest of them if there are too many. */
async function getConfirmedEvents(transactionId: string): Promise<TransactionEventView[]> {
  const rows = await db().transactionEvent.findMany({
    where: { transactionId, kind: { not: 'hint' } },
    orderBy: { sequence: 'desc' },
    take: LOG_PAGE,
  });
  return rows.map(toEventView);
}

/**
 * A transaction of this customer, or null when it is not theirs. `events` are those of the timeline
 * and those of one page of the event log, which begins at `logFrom`.
 */
export async function getTransactionOfUser(userId: string, id: string, before?: number) {
  const row = await db().transaction.findFirst({
    where: { id, userId },
    include: { next: { orderBy: { createdAt: 'desc' }, take: 1, select: { id: true } } },
  });
  if (!row) return null;
  const page = await getEvents(id, before);
  const isWhole = before === undefined && page.length < LOG_PAGE;
  const events = isWhole ? page : [...(await getConfirmedEvents(id)), ...page];
  return {
    transaction: toTransactionView(row),
    events: [...new Map(events.map((event) => [event.sequence, event])).values()].sort(
      (a, b) => a.sequence - b.sequence,
    ),
    logFrom: page[0]?.sequence ?? 0,
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
