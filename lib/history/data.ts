import 'server-only';
import { db } from '../db';
import type { Prisma } from '../generated/prisma/client';
import type { TransactionType } from '../generated/prisma/enums';
import { type TransactionView, toTransactionView } from '../transactions/views';
import { periodOf } from './period';
import type { Cursor, HistoryFilter, Position } from './schema';

const PAGE_SIZE = 25;
const newestFirst: Prisma.TransactionOrderByWithRelationInput[] = [
  { createdAt: 'desc' },
  { id: 'desc' },
];
/** Totals are sums over at most this many transactions, so that they cost the same for everybody. */
export const TOTALS_LIMIT = 10_000;

export type HistoryPage = {
  transactions: TransactionView[];
  /** Positions of the neighbouring pages; null at either end. */
  newer: Position | null;
  older: Position | null;
};

/** One page of the customer's transactions, newest first. */
export async function getHistoryPage(
  userId: string,
  filter: HistoryFilter,
  { after, before }: Position,
): Promise<HistoryPage> {
  if (before) {
    const rows = await findNewer(userId, filter, before);
    // A page at the newest end that is not full would hide what belongs on it.
    if (rows.length <= PAGE_SIZE) return getHistoryPage(userId, filter, {});
    const transactions = rows.slice(0, PAGE_SIZE).reverse();
    return { transactions, ...neighbours(transactions, { newer: true, older: true }) };
  }
  const rows = await getOlderTransactions(userId, filter, after, PAGE_SIZE + 1);
  const transactions = rows.slice(0, PAGE_SIZE);
  const ends = { newer: after !== undefined, older: rows.length > PAGE_SIZE };
  return { transactions, ...neighbours(transactions, ends) };
}

function neighbours(
  transactions: TransactionView[],
  has: { newer: boolean; older: boolean },
): Pick<HistoryPage, 'newer' | 'older'> {
  const cursorAt = (index: number): Cursor | undefined => {
    const transaction = transactions.at(index);
    return transaction && { createdAt: transaction.createdAt, id: transaction.id };
  };
  return {
    newer: has.newer ? { before: cursorAt(0) } : null,
    older: has.older ? { after: cursorAt(-1) } : null,
  };
}

/** Transactions from after `after` on, newest first: pages and exports are read with it. */
export async function getOlderTransactions(
  userId: string,
  filter: HistoryFilter,
  after: Cursor | undefined,
  limit: number,
): Promise<TransactionView[]> {
  const rows = await db().transaction.findMany({
    where: { AND: [whereOf(userId, filter), after ? olderThan(after) : {}] },
    orderBy: newestFirst,
    take: limit,
  });
  return rows.map(toTransactionView);
}

/** Oldest first. */
async function findNewer(userId: string, filter: HistoryFilter, before: Cursor) {
  const { createdAt, id } = before;
  const newer = { createdAt: { gte: createdAt }, NOT: { createdAt, id: { lte: id } } };
  const rows = await db().transaction.findMany({
    where: { AND: [whereOf(userId, filter), newer] },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: PAGE_SIZE + 1,
  });
  return rows.map(toTransactionView);
}

/**
 * Prisma's own `cursor` becomes an OR, which makes Postgres read every newer row first. With a plain
 * bound on `created_at`, the index starts at the cursor. `npm run bench` compares the two.
 */
function olderThan({ createdAt, id }: Cursor): Prisma.TransactionWhereInput {
  return { createdAt: { lte: createdAt }, NOT: { createdAt, id: { gte: id } } };
}

function whereOf(userId: string, filter: HistoryFilter): Prisma.TransactionWhereInput {
  const { start, end } = periodOf(filter);
  const [network, currency] = filter.asset?.split(':') ?? [];
  const { q, type, status } = filter;
  return {
    ...{ userId, type, status, network, currency },
    createdAt: { gte: start, lt: end },
    ...(q ? { OR: [{ id: beginsWith(q) }, { merchantTransactionId: beginsWith(q) }] } : {}),
  };
}

/** The range lets an index find the prefix also where the database's collation is not C. */
function beginsWith(prefix: string) {
  return { startsWith: prefix, gte: prefix, lte: `${prefix}zzz` };
}

export type HistoryTotals = {
  count: number;
  /** There are more than `count`, and no sums. */
  truncated: boolean;
  sums: HistorySum[];
};

export type HistorySum = {
  type: TransactionType;
  currency: string;
  amount: string;
  fiatAmount: string | null;
  fiatCurrency: string | null;
};

/** Counts what the filter selects, and sums up what is completed, or has the status asked for. */
export async function getHistoryTotals(
  userId: string,
  filter: HistoryFilter,
): Promise<HistoryTotals> {
  const where = whereOf(userId, filter);
  // In the order of the index, so that counting ends at the limit.
  const count = await db().transaction.count({
    where,
    orderBy: newestFirst,
    take: TOTALS_LIMIT + 1,
  });
  if (count > TOTALS_LIMIT) return { count: TOTALS_LIMIT, truncated: true, sums: [] };
  const status = filter.status ?? 'completed';
  const sums = await Promise.all([
    sumUp({ ...where, status, cryptoAmount: { not: null } }),
    sumUp({ ...where, status, cryptoAmount: null }),
  ]);
  return { count, truncated: false, sums: sums.flat() };
}

/** Either all rows have a final amount, or none has; then what was requested is summed up. */
async function sumUp(where: Prisma.TransactionWhereInput): Promise<HistorySum[]> {
  const groups = await db().transaction.groupBy({
    by: ['type', 'currency', 'fiatCurrency'],
    where,
    _sum: { requestedAmount: true, cryptoAmount: true, fiatAmount: true },
    orderBy: [{ type: 'asc' }, { currency: 'asc' }, { fiatCurrency: 'asc' }],
  });
  return groups.map(({ _sum: { requestedAmount, cryptoAmount, fiatAmount }, ...group }) => ({
    ...group,
    amount: (cryptoAmount ?? requestedAmount)?.toFixed() ?? '0',
    fiatAmount: fiatAmount?.toFixed() ?? null,
  }));
}
