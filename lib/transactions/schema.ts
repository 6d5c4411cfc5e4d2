import type {
  EventKind,
  FactOutcome,
  HintOutcome,
  Source,
  TransactionStatus,
  TransactionType,
} from '../generated/prisma/enums';

export type { FactOutcome, HintOutcome, Source, TransactionStatus, TransactionType };

/** A transaction as pages see it. Amounts are decimal strings, times ISO 8601 in UTC. */
export type TransactionView = {
  id: string;
  merchantTransactionId: string;
  type: TransactionType;
  network: string;
  currency: string;
  requestedAmount: string;
  /** Final amounts, once Proof knows them. */
  cryptoAmount: string | null;
  fiatAmount: string | null;
  fiatCurrency: string | null;
  /** Confirmed by Proof's API. */
  status: TransactionStatus;
  /** What a hint claims, until a fact confirms or refutes it. */
  reportedStatus: string | null;
  reportedSource: Source | null;
  reportedAt: string | null;
  paymentMethod: string | null;
  /** Sell: where the customer sends the crypto. */
  depositAddress: string | null;
  /** The widget was never opened, so its session can still be handed out. */
  resumable: boolean;
  createdAt: string;
  providerUpdatedAt: string | null;
  version: number;
};

/** One entry of a transaction's timeline. */
export type TransactionEventView = {
  id: string;
  sequence: number;
  transactionId: string;
  source: Source;
  kind: EventKind;
  status: string | null;
  hintOutcome: HintOutcome | null;
  factOutcome: FactOutcome | null;
  reason: string;
  /** By Proof's clock, where Proof told one. */
  providerTime: string | null;
  /** By our database's clock. */
  recordedAt: string;
};

/** What the live feed delivers: an event, and its transaction as it now is. */
export type FeedDelta = { event: TransactionEventView; transaction: TransactionView };
