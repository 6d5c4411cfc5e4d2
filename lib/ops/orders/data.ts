import 'server-only';
import { z } from 'zod';
import { db } from '../../db';
import type { Prisma, Transaction } from '../../generated/prisma/client';
import { beginsWith, matchingFilter } from '../../history/data';
import { type Page, type Position, type Range, readPage } from '../../keyset';
import { getEvents } from '../../transactions/data';
import { toTransactionView } from '../../transactions/views';
import type { OrderFilter } from './schema';

const PAGE_SIZE = 50;
/** Users, and orders named by calls or by a deposit address, that a search finds. */
const MAX_MATCHES = 50;

const customer = { select: { id: true, email: true, name: true } } as const;

export type OrderRow = Awaited<ReturnType<typeof readOrders>>[number];

/** One page of all customers' orders, newest first. */
export async function getOrderPage(
  { q, ...filter }: OrderFilter,
  position: Position,
): Promise<Page<OrderRow>> {
  const where = { AND: [matchingFilter(filter), q ? await whereSearched(q) : {}] };
  const read = (range: Range) => readOrders(where, range);
  return readPage(position, PAGE_SIZE, read, ({ createdAt, id }) => ({ time: createdAt, id }));
}

async function readOrders(where: Prisma.TransactionWhereInput, { time, same, order, take }: Range) {
  const range = { createdAt: time, NOT: same && { createdAt: same.time, id: same.id } };
  const rows = await db().transaction.findMany({
    // The condition of transactions_console_idx, which every row meets (migration `console`).
    where: { AND: [where, range], version: { gte: 0 } },
    orderBy: [{ createdAt: order }, { id: order }],
    take,
    include: { user: customer },
  });
  return rows.map(({ user, ...row }) => ({ ...toTransactionView(row), customer: user }));
}

/** Users, calls and addresses are looked up first, so that the orders are found by their own indexes. */
async function whereSearched(q: string): Promise<Prisma.TransactionWhereInput> {
  const [users, calls, deposits] = await Promise.all([
    db().user.findMany({
      where: { OR: [{ id: beginsWith(q) }, { email: beginsWith(q.toLowerCase()) }] },
      select: { id: true },
      take: MAX_MATCHES,
    }),
    db().providerCall.findMany({
      where: {
        OR: [{ requestId: q }, { providerRequestId: q }],
        merchantTransactionId: { not: null },
      },
      select: { merchantTransactionId: true },
      take: MAX_MATCHES,
    }),
    // Also addresses of earlier attempts. By transaction_events_deposit_address_idx.
    db().$queryRaw<{ id: string }[]>`
      SELECT transaction_id AS id FROM transaction_events
      WHERE source = 'widget' AND payload ->> 'address' = ${q} LIMIT ${MAX_MATCHES}`,
  ]);
  const named = calls.flatMap(({ merchantTransactionId: id }) => id ?? []);
  return {
    OR: [
      { id: beginsWith(q) },
      { id: { in: deposits.map(({ id }) => id) } },
      { merchantTransactionId: beginsWith(q) },
      { merchantTransactionId: { in: named } },
      { userId: { in: users.map(({ id }) => id) } },
    ],
  };
}

/** Also that of a failed sell, which its customer no longer sees: some send their crypto late. */
async function getDepositAddress(row: Transaction): Promise<string | null> {
  if (row.depositAddress) return row.depositAddress;
  const event = await db().transactionEvent.findFirst({
    where: {
      transactionId: row.id,
      source: 'widget',
      payload: { path: ['callback'], equals: 'onSellTransferEnabled' },
    },
    orderBy: { sequence: 'desc' },
    select: { payload: true },
  });
  return depositSchema.safeParse(event?.payload).data?.address ?? null;
}

const depositSchema = z.object({ address: z.string() });

/** One order by our id or Proof's, with a page of what happened to it, or null. */
export async function getOrder(id: string, before?: number) {
  const row = await db().transaction.findFirst({
    where: { OR: [{ id }, { merchantTransactionId: id }] },
    include: {
      user: customer,
      sideEffect: true,
      next: { orderBy: { createdAt: 'desc' }, take: 1, select: { id: true } },
    },
  });
  if (!row) return null;
  const { user, sideEffect, next } = row;
  return {
    transaction: toTransactionView(row),
    depositAddress: row.type === 'sell' ? await getDepositAddress(row) : null,
    customer: user,
    events: await getEvents(row.id, before),
    eventsAreNewest: before === undefined,
    sideEffect: sideEffect && {
      attempts: sideEffect.attempts,
      lastError: sideEffect.lastError,
      dueAt: sideEffect.dueAt?.toISOString() ?? null,
      doneAt: sideEffect.doneAt?.toISOString() ?? null,
    },
    nextId: next[0]?.id ?? null,
    checks: {
      nextAt: row.nextCheckAt?.toISOString() ?? null,
      lastAt: row.lastCheckedAt?.toISOString() ?? null,
      failedInARow: row.failedChecks,
      underWay: row.leaseToken !== null,
      viewedAt: row.viewedAt?.toISOString() ?? null,
      changedAt: row.updatedAt.toISOString(),
      retryPossible: row.sessionExpiresAt !== null && row.sessionExpiresAt > new Date(),
    },
  };
}
