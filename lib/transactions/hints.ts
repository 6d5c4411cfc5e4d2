import type { HintOutcome, Source } from '../generated/prisma/enums';

/**
 * News from a channel that proves nothing: the webhook, the WebSocket, the widget in the browser.
 * It is shown as "reported" and makes the transaction due. It never changes a status.
 */
export type Hint = {
  merchantTransactionId: string;
  source: Source;
  /** In the channel's own words: the widget's statuses are not the API's. */
  status: string;
  /** Proof's clock, if the channel sent one. */
  providerTime: Date | null;
  reason: string;
  paymentMethod?: string;
  /** Sell: where the customer sends the crypto. */
  depositAddress?: string;
  payload: object;
};

/** A transaction remembers this many hints, more than a lifetime of retries produces. */
export const REMEMBERED_HINTS = 32;

/** Explanations for operators. */
export const hintReasons = {
  reported: 'Recorded as reported; Proof is asked to confirm.',
  duplicate: 'The same change was reported before. Proof is asked again.',
  stale: 'A newer change was reported before. Proof is asked again.',
  unknown_transaction: 'No transaction has this id here (yet).',
} as const satisfies Partial<Record<HintOutcome, string>>;

/** Two hints with the same key are copies of each other. */
export function hintKey({ source, status, providerTime, depositAddress }: Hint): string {
  return [source, status, providerTime?.toISOString() ?? '', depositAddress ?? ''].join(' ');
}

export type KnownHints = {
  /** Keys of the last hints, newest first. */
  recentHints: readonly string[];
  /** Proof's clock at the newest hint that carried one. */
  newestProviderTime: Date | null;
};

/**
 * The rule for hints, without I/O; `known` is null when no transaction has the hint's id. `ingest.ts`
 * applies it inside its statement, and a property test holds the two together.
 */
export function judgeHint(known: KnownHints | null, hint: Hint): keyof typeof hintReasons {
  if (known === null) return 'unknown_transaction';
  if (known.recentHints.includes(hintKey(hint))) return 'duplicate';
  const { newestProviderTime: newest } = known;
  return newest && hint.providerTime && hint.providerTime < newest ? 'stale' : 'reported';
}
