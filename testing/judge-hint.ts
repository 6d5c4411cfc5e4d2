import { type Hint, hintKey, type hintReasons } from '../lib/transactions/ingest';

export type KnownHints = {
  /** Keys of the last hints, newest first. */
  recentHints: readonly string[];
  /** Proof's clock at the newest hint that carried one. */
  newestProviderTime: Date | null;
};

/**
 * The rule that `ingestHint` applies inside its statement, written plainly. `known` is null when no
 * transaction has the hint's id.
 */
export function judgeHint(known: KnownHints | null, hint: Hint): keyof typeof hintReasons {
  if (known === null) return 'unknown_transaction';
  if (known.recentHints.includes(hintKey(hint))) return 'duplicate';
  const { newestProviderTime: newest } = known;
  return newest && hint.providerTime && hint.providerTime < newest ? 'stale' : 'reported';
}
