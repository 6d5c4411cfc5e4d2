import 'server-only';
import { db } from '../db';
import type { Prisma } from '../generated/prisma/client';
import type { TransactionType } from '../generated/prisma/enums';
import { type Page, type Position, type Range, readPage } from '../keyset';
import { type TransactionView, toTransactionView } from '../transactions/views';
import { periodOf } from './period';
import type { HistoryFilter } from './schema';

const PAGE_SIZE = 25;
/** Totals are sums over at most this many transactions, so that they cost the same for everybody. */
export const TOTALS_LIMIT = 10_000;

export type HistoryPage = Page<TransactionView>;

/** One page of the customer's transactions, newest first. */
export function getHistoryPage(
  userId: string,
  filter: HistoryFilter,
  position: Position,
): Promise<HistoryPage> {
  const read = async (range: Range) => {
    const rows = await db().transaction.findMany(inRange(userId, filter, range));
    return rows.map(toTransactionView);
  };
  return readPage(position, PAGE_SIZE, read, ({ createdAt, id }) => ({ time: createdAt, id }));
}

/** What an export shows. Prisma would take as long again for the other columns. */
const exported = {
  id: true,
  merchantTransactionId: true,
  type: true,
  status: true,
  currency: true,
  network: true,
  requestedAmount: true,
  cryptoAmount: true,
  fiatAmount: true,
  fiatCurrency: true,
  paymentMethod: true,
  depositAddress: true,
  createdAt: true,
  providerUpdatedAt: true,
} satisfies Prisma.TransactionSelect;

export type ExportRow = Prisma.TransactionGetPayload<{ select: typeof exported }>;

/** Reads a range of the customer's transactions for an export. */
export function readExportRows(
  userId: string,
  filter: HistoryFilter,
  range: Range,
): Promise<ExportRow[]> {
  return db().transaction.findMany({ ...inRange(userId, filter, range), select: exported });
}

function inRange(userId: string, filter: HistoryFilter, { time, same, order, take }: Range) {
  const range = { createdAt: time, NOT: same && { createdAt: same.time, id: same.id } };
  return {
    where: { AND: [whereOf(userId, filter), range] },
    orderBy: [{ createdAt: order }, { id: order }],
    take,
  } satisfies Prisma.TransactionFindManyArgs;
}

function whereOf(userId: string, { q, ...filter }: HistoryFilter): Prisma.TransactionWhereInput {
  return {
    ...matchingFilter(filter),
    userId,
    ...(q ? { OR: [{ id: beginsWith(q) }, { merchantTransactionId: beginsWith(q) }] } : {}),
  };
}

/** Every part of a filter but the search. */
export function matchingFilter(filter: Omit<HistoryFilter, 'q'>): Prisma.TransactionWhereInput {
  const { start, end } = periodOf(filter);
  const [network, currency] = filter.asset?.split(':') ?? [];
  const { type, status } = filter;
  return { ...{ type, status, network, currency }, createdAt: { gte: start, lt: end } };
}

/** The range lets an index find the prefix also where the database's collation is not C. */
export function beginsWith(prefix: string) {
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
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
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
