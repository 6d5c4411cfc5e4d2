import type { TransactionStatus } from '../proof-api/schema';

/**
 * The rules of a transaction's status, without I/O. Source: proof-contract, "Status".
 * `completed` is final. `failed` is called terminal, yet a customer can retry inside the widget,
 * so a newer fact may lead from it back to `pending` or `processing`.
 */

export const openStatuses = ['pending', 'processing'] as const satisfies TransactionStatus[];

export function isOpen(status: TransactionStatus): boolean {
  return status === 'pending' || status === 'processing';
}

/** Facts that carry the same time are ordered by how far along they are. */
const progress: Record<TransactionStatus, number> = {
  pending: 0,
  processing: 1,
  failed: 2,
  cancelled: 2,
  completed: 3,
};

export type Confirmed = {
  status: TransactionStatus;
  /** Proof's clock at the newest applied fact; null before the first. */
  providerUpdatedAt: Date | null;
  cryptoAmount: string | null;
  fiatAmount: string | null;
  fiatCurrency: string | null;
};

export type Fact = Omit<Confirmed, 'providerUpdatedAt'> & { updatedAt: Date };

export type Judgement = {
  /**
   * applied: the fact is the new state. unchanged: it says what we know. stale: a newer fact was
   * applied before. contradiction: it denies something final; recorded for operators, not applied.
   */
  verdict: 'applied' | 'unchanged' | 'stale' | 'contradiction';
  reason: string;
};

/** Judges what Proof's API answered against what it answered before. */
export function judgeFact(known: Confirmed, fact: Fact): Judgement {
  const sameStatus = fact.status === known.status;
  if (known.providerUpdatedAt === null)
    return { verdict: 'applied', reason: `Proof confirms ${fact.status}.` };
  const lead = fact.updatedAt.getTime() - known.providerUpdatedAt.getTime();
  if (lead < 0)
    return { verdict: 'stale', reason: `A newer answer had already said ${known.status}.` };
  if (known.status === 'completed' && !sameStatus)
    return {
      verdict: 'contradiction',
      reason: `Proof says ${fact.status} after it had said completed, which is final.`,
    };
  if (sameStatus && sameAmounts(known, fact))
    return { verdict: 'unchanged', reason: `Proof still says ${fact.status}.` };
  if (lead === 0 && progress[fact.status] <= progress[known.status] && !sameStatus)
    return {
      verdict: 'stale',
      reason: `It is as old as the answer that said ${known.status}, and not further along.`,
    };
  return { verdict: 'applied', reason: describeStep(known.status, fact.status) };
}

/** A transaction remembers this many hints, more than it sees in a lifetime of retries. */
export const REMEMBERED_HINTS = 32;

export type HintVerdict = 'reported' | 'duplicate' | 'stale' | 'unknown_transaction';

/** What becomes of a hint, in words for an operator. It never changes a status. */
export const hintReasons: Record<HintVerdict, string> = {
  reported: 'Recorded as reported; Proof is asked to confirm.',
  duplicate: 'The same change had arrived before. Proof is asked again.',
  stale: 'A newer change had been reported before. Proof is asked again.',
  unknown_transaction: 'No transaction has this id here (yet).',
};

export type KnownHints = {
  /** Keys of the last hints seen, newest first. */
  recentHints: readonly string[];
  /** Proof's clock at the newest of them that carried a time. */
  newestProviderTime: Date | null;
};

/**
 * Judges a hint by those before it; null where no transaction has its id. In production the same
 * rule runs inside the statement that records a hint, under the row's lock.
 */
export function judgeHint(
  known: KnownHints | null,
  hint: { key: string; providerTime: Date | null },
): HintVerdict {
  if (known === null) return 'unknown_transaction';
  if (known.recentHints.includes(hint.key)) return 'duplicate';
  const { newestProviderTime: newest } = known;
  return newest && hint.providerTime && hint.providerTime < newest ? 'stale' : 'reported';
}

function sameAmounts(known: Confirmed, fact: Fact): boolean {
  return (
    sameAmount(known.cryptoAmount, fact.cryptoAmount) &&
    sameAmount(known.fiatAmount, fact.fiatAmount) &&
    known.fiatCurrency === fact.fiatCurrency
  );
}

/** "99.5" and "099.50" are one amount; the database and Proof need not write it alike. */
function sameAmount(a: string | null, b: string | null): boolean {
  return normalise(a) === normalise(b);
}

function normalise(amount: string | null): string | null {
  const whole = amount?.replace(/^0+(?=\d)/, '') ?? null;
  return whole?.includes('.') ? whole.replace(/\.?0+$/, '') : whole;
}

function describeStep(from: TransactionStatus, to: TransactionStatus): string {
  if (from === to) return `Proof updated the amounts; still ${to}.`;
  if (from === 'failed' && isOpen(to)) return `The customer retried: ${from} became ${to}.`;
  return `Proof moved it from ${from} to ${to}.`;
}
