import 'server-only';
import { db } from '../db';
import type { Transaction, TransactionEvent } from '../generated/prisma/client';

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
    include: { events: { orderBy: { sequence: 'asc' } } },
  });
  if (!row) return null;
  return {
    transaction: toTransactionView(row),
    events: row.events.map(toEventView),
  };
}

/** The number of the customer's newest event: where a live feed goes on from a page. */
export async function getEventSequence(userId: string): Promise<number> {
  const user = await db().user.findUniqueOrThrow({
    where: { id: userId },
    select: { eventSequence: true },
  });
  return Number(user.eventSequence);
}

/** What happened to a customer's transactions after `sequence`, in order, at most `limit`. */
export async function getDeltasAfter(
  userId: string,
  sequence: number,
  limit: number,
): Promise<FeedDelta[]> {
  const rows = await db().transactionEvent.findMany({
    where: { userId, sequence: { gt: sequence } },
    orderBy: { sequence: 'asc' },
    take: limit,
    include: { transaction: true },
  });
  return rows.map((row) => ({
    event: toEventView(row),
    transaction: toTransactionView(row.transaction),
  }));
}

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

export async function ownsTransaction(
  userId: string,
  merchantTransactionId: string,
): Promise<boolean> {
  return (await db().transaction.count({ where: { merchantTransactionId, userId } })) === 1;
}

/** A transaction as pages see it. Amounts are decimal strings, times ISO 8601 in UTC. */
export type TransactionView = ReturnType<typeof toTransactionView>;

function toTransactionView(row: Transaction) {
  return {
    id: row.id,
    merchantTransactionId: row.merchantTransactionId,
    type: row.type,
    network: row.network,
    currency: row.currency,
    requestedAmount: row.requestedAmount.toFixed(),
    /** Final amounts, once Proof knows them. */
    cryptoAmount: row.cryptoAmount?.toFixed() ?? null,
    fiatAmount: row.fiatAmount?.toFixed() ?? null,
    fiatCurrency: row.fiatCurrency,
    /** Confirmed by Proof's API. */
    status: row.status,
    /** What a hint claims, until a fact confirms or refutes it. */
    reportedStatus: row.reportedStatus,
    reportedSource: row.reportedSource,
    reportedAt: row.reportedAt?.toISOString() ?? null,
    paymentMethod: row.paymentMethod,
    /** Sell: where the customer sends the crypto. */
    depositAddress: row.depositAddress,
    /** The widget was never opened, so its session can still be handed out. */
    resumable:
      row.status === 'pending' && row.sealedSession !== null && row.sessionOpenedAt === null,
    createdAt: row.createdAt.toISOString(),
    providerUpdatedAt: row.providerUpdatedAt?.toISOString() ?? null,
    version: row.version,
  };
}

/** One entry of a transaction's timeline. */
export type TransactionEventView = ReturnType<typeof toEventView>;

function toEventView(row: TransactionEvent) {
  return {
    id: row.id,
    sequence: Number(row.sequence),
    transactionId: row.transactionId,
    source: row.source,
    kind: row.kind,
    status: row.status,
    hintOutcome: row.hintOutcome,
    factOutcome: row.factOutcome,
    reason: row.reason,
    /** By Proof's clock, if Proof sent a time. */
    providerTime: row.providerTime?.toISOString() ?? null,
    /** By our database's clock. */
    recordedAt: row.recordedAt.toISOString(),
  };
}

/** What a stream delivers: an event, and its transaction as it is now. */
export type FeedDelta = { event: TransactionEventView; transaction: TransactionView };
