import type { Transaction, TransactionEvent } from '../generated/prisma/client';

/** A transaction as pages see it. Amounts are decimal strings, times ISO 8601 in UTC. */
export type TransactionView = ReturnType<typeof toTransactionView>;

export function toTransactionView(row: Transaction) {
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
    /** Proof confirmed the payment or deposit once, whatever came of it. */
    funded: row.fundedAt !== null,
    /** Confirmed by Proof's API. */
    status: row.status,
    /** What a hint claims, until a fact confirms or refutes it. */
    reportedStatus: row.reportedStatus,
    reportedSource: row.reportedSource,
    reportedAt: row.reportedAt?.toISOString() ?? null,
    paymentMethod: row.paymentMethod,
    /** Sell: where the customer sends the crypto. */
    depositAddress: row.depositAddress,
    resumable: resumable(row),
    /** The order that was started again with this one. */
    previousId: row.previousId,
    createdAt: row.createdAt.toISOString(),
    providerUpdatedAt: row.providerUpdatedAt?.toISOString() ?? null,
    version: row.version,
  };
}

/**
 * How the widget can be opened for an order: with its token, or, when the token is spent, with a
 * login that the widget asks for. Null when only a new order helps. A failed payment can be retried
 * with the same session (proof-contract, "Status").
 */
function resumable(row: Transaction): 'with_token' | 'with_login' | null {
  const expired = row.sealedSession === null || Number(row.sessionExpiresAt) <= Date.now();
  if (expired || (row.status !== 'pending' && row.status !== 'failed')) return null;
  return row.sessionOpenedAt === null ? 'with_token' : 'with_login';
}

/** One entry of a transaction's timeline. */
export type TransactionEventView = ReturnType<typeof toEventView>;

export function toEventView(row: TransactionEvent) {
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
