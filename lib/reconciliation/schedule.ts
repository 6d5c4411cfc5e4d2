import type { TransactionStatus } from '../proof-api/schema';

/**
 * When to ask Proof about a transaction next, without I/O. Source: proof-contract, "Status": every
 * 5 to 10 s while pending or processing, and not after a terminal status. Proof's webhooks and
 * socket make a transaction due earlier, so what nobody looks at can wait.
 */

export type ScheduleInput = {
  status: TransactionStatus;
  /** Since the session was minted. */
  ageSeconds: number;
  /** Since a page of the customer's was last open; null when never. */
  sinceViewedSeconds: number | null;
  /** Since a fact or a hint last changed it. */
  sinceChangeSeconds: number;
  /** The init_token may still be used to retry a failed payment. */
  retryPossible: boolean;
  /** Checks in a row that found no answer. */
  failedChecks: number;
};

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const WATCHED_SECONDS = 5;
const RETRY_WATCH_SECONDS = 15;
const FAILED_WATCH_SECONDS = MINUTE;
const LONGEST_BACKOFF_SECONDS = 5 * MINUTE;

/** Seconds until the next check, or null when there is nothing left to ask. */
export function secondsUntilNextCheck(input: ScheduleInput): number | null {
  const regular = regularInterval(input);
  if (regular === null || input.failedChecks === 0) return regular;
  const backoff = Math.min(2 ** input.failedChecks, LONGEST_BACKOFF_SECONDS);
  return Math.max(regular, backoff);
}

function regularInterval(input: ScheduleInput): number | null {
  if (input.status === 'completed' || input.status === 'cancelled') return null;
  const watched = input.sinceViewedSeconds !== null && input.sinceViewedSeconds < MINUTE;
  if (input.status === 'failed') return afterFailure(input, watched);
  if (watched) return WATCHED_SECONDS;
  const quietSeconds = Math.min(input.ageSeconds, input.sinceChangeSeconds);
  if (quietSeconds < 15 * MINUTE) return 10;
  if (quietSeconds < 2 * HOUR) return MINUTE;
  if (quietSeconds < DAY) return 10 * MINUTE;
  return 6 * HOUR;
}

/**
 * A failed payment can be retried while the init_token is valid. How long that is, is documented in
 * an older edition only, so for the rest of the day it is asked about now and then.
 */
function afterFailure(input: ScheduleInput, watched: boolean): number | null {
  if (input.retryPossible) return watched ? WATCHED_SECONDS : RETRY_WATCH_SECONDS;
  if (input.sinceChangeSeconds >= DAY) return null;
  return watched ? FAILED_WATCH_SECONDS : HOUR;
}
