import type { TransactionStatus } from '../proof-api/schema';

/**
 * When to ask Proof about a transaction, without I/O. Source: proof-contract, "Status": every 5 to
 * 10 s while pending or processing, and not after a terminal status. Webhooks and sockets make a
 * transaction due earlier, so one that nobody views can wait: decision 0027.
 */

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Every interval that decides when Proof is asked, in seconds. */
export const intervals = {
  /** After a session was minted: the widget is opening, so nothing can have happened yet. */
  firstCheck: 5,
  /** After a customer opens a page. */
  pageOpened: 1,
  /** While a customer has a page open. */
  viewed: 5,
  /** A transaction counts as viewed this long after its page was last seen open. */
  viewedFor: MINUTE,
  /** An open page says so this often. A browser that receives nothing for longer reconnects. */
  heartbeat: 15,
  /**
   * Not viewed: a share of the time since anything changed. So a change is noticed late by at most
   * this share of the time that it took to happen.
   */
  quiet: { share: 1 / 4, atLeast: 10, atMost: DAY },
  /** A pending transaction without any change for so long is only asked about after a hint. */
  pendingFor: 7 * DAY,
  /** A failed payment that can be retried in the widget, viewed or not. */
  retryable: { viewed: 5, otherwise: 15 },
  /** Proof's init_token is valid for an hour, or until the widget's first visit. */
  session: HOUR,
  /** A failed payment, for the rest of a day: decision 0012. */
  failed: { viewed: MINUTE, otherwise: HOUR, for: DAY },
  maxBackoff: 5 * MINUTE,
  /** Hints, however many, never cause more than one check in this time. */
  minBetweenChecks: 1,
  /** Longer than a GET with its timeout (proof-api/client.ts); then another process takes over. */
  lease: 30,
  socketLease: 30,
  /** Not viewed, but this young: still worth a socket. */
  socketWhileYoungerThan: 15 * MINUTE,
} as const;

export type ScheduleInput = {
  status: TransactionStatus;
  /** Since the session was minted. */
  ageSeconds: number;
  /** Since a customer last had its page open; null when never. */
  sinceViewedSeconds: number | null;
  /** Since a fact or a hint last changed it. */
  sinceChangeSeconds: number;
  /** The init_token may still be used to retry a failed payment. */
  retryPossible: boolean;
  /** Consecutive checks without a response. */
  failedChecks: number;
};

/** Seconds until the next check, or null when only a hint is a reason to ask again. */
export function secondsUntilNextCheck(input: ScheduleInput): number | null {
  const regular = regularInterval(input);
  if (regular === null || input.failedChecks === 0) return regular;
  return Math.max(regular, Math.min(2 ** input.failedChecks, intervals.maxBackoff));
}

function regularInterval(input: ScheduleInput): number | null {
  const { status, sinceViewedSeconds, sinceChangeSeconds } = input;
  if (status === 'completed' || status === 'cancelled') return null;
  const viewed = sinceViewedSeconds !== null && sinceViewedSeconds < intervals.viewedFor;
  if (status === 'failed') {
    const { retryable, failed } = intervals;
    if (input.retryPossible) return viewed ? retryable.viewed : retryable.otherwise;
    if (sinceChangeSeconds >= failed.for) return null;
    return viewed ? failed.viewed : failed.otherwise;
  }
  if (viewed) return intervals.viewed;
  const quietSeconds = Math.min(input.ageSeconds, sinceChangeSeconds);
  if (status === 'pending' && quietSeconds >= intervals.pendingFor) return null;
  const { share, atLeast, atMost } = intervals.quiet;
  return Math.min(Math.max(quietSeconds * share, atLeast), atMost);
}
