import 'server-only';
import { db, unflushed } from '../db';
import { Prisma } from '../generated/prisma/client';
import { wakeJobs } from '../live/wake';
import { updateNewestFirst } from '../transactions/mutations';
import { intervals, type ScheduleInput, secondsUntilNextCheck } from './schedule';

export type ClaimedTransaction = {
  id: string;
  userId: string;
  merchantTransactionId: string;
  leaseToken: string;
};

/**
 * Leases due transactions to this process, those of `busyUserIds` excepted. Committed before Proof is
 * asked, so a process that dies delays its work by one lease at most. All times are the database's own.
 * A lease that is lost with the database is given again, and its token keeps the older check from
 * storing anything.
 */
export async function claimDueTransactions(
  limit: number,
  busyUserIds: readonly string[] = [],
): Promise<ClaimedTransaction[]> {
  const leaseToken = crypto.randomUUID();
  return db().$queryRaw<ClaimedTransaction[]>`
    WITH ${unflushed},
    -- Materialised, so that no plan runs the selection twice and takes more than the limit.
    due AS MATERIALIZED (
      SELECT id FROM unflushed, transactions
      WHERE next_check_at <= now()
        AND (lease_until IS NULL OR lease_until <= now())
        AND (last_checked_at IS NULL
          OR last_checked_at <= now() - make_interval(secs => ${intervals.minBetweenChecks}))
        AND user_id <> ALL (${busyUserIds})
      ORDER BY next_check_at LIMIT ${limit} FOR UPDATE OF transactions SKIP LOCKED
    )
    UPDATE transactions AS t SET
      lease_until = now() + make_interval(secs => ${intervals.lease}),
      lease_token = ${leaseToken},
      last_checked_at = now(),
      next_check_at = now() + make_interval(secs => ${intervals.lease})
    FROM due WHERE t.id = due.id
    RETURNING t.id, t.user_id AS "userId", t.merchant_transaction_id AS "merchantTransactionId",
      t.lease_token AS "leaseToken"`;
}

/**
 * Ends a lease and schedules the next check. A hint that arrived during the check has pulled
 * `next_check_at` below the lease's end; that time is kept, unless Proof failed to respond.
 */
export async function finishCheck(
  { id, leaseToken }: ClaimedTransaction,
  { answered }: { answered: boolean },
): Promise<void> {
  const [state] = await db().$queryRaw<ScheduleInput[]>`
    SELECT status::text,
      extract(epoch FROM now() - created_at)::float8 AS "ageSeconds",
      extract(epoch FROM now() - viewed_at)::float8 AS "sinceViewedSeconds",
      extract(epoch FROM now() - updated_at)::float8 AS "sinceChangeSeconds",
      COALESCE(session_expires_at > now(), false) AS "retryPossible",
      CASE WHEN ${answered} THEN 0 ELSE failed_checks + 1 END AS "failedChecks"
    FROM transactions WHERE id = ${id} AND lease_token = ${leaseToken}`;
  if (!state) return;
  await db().$executeRaw`
    WITH ${unflushed}
    UPDATE transactions SET
      next_check_at = CASE WHEN ${answered} AND next_check_at < lease_until THEN next_check_at
        ELSE now() + make_interval(secs => ${secondsUntilNextCheck(state)}::float8) END,
      failed_checks = ${state.failedChecks},
      sealed_session = CASE WHEN session_expires_at > now() THEN sealed_session END,
      lease_until = NULL, lease_token = NULL
    FROM unflushed WHERE id = ${id} AND lease_token = ${leaseToken}`;
}

/** Releases leases early: what they hold, which an index finds by its due time, is due at once. */
export async function releaseLeases(leaseTokens: string[]): Promise<void> {
  await updateNewestFirst(
    Prisma.sql`lease_token = ANY (${leaseTokens})
      AND next_check_at <= now() + make_interval(secs => ${intervals.lease})`,
    Prisma.sql`lease_until = NULL, lease_token = NULL, next_check_at = now()`,
  );
  wakeJobs();
}

/** Makes a transaction due now, unless Proof failed to respond about it: the backoff stays. */
export async function makeDue(merchantTransactionId: string): Promise<void> {
  await db().$executeRaw`
    UPDATE transactions SET next_check_at = now()
    WHERE merchant_transaction_id = ${merchantTransactionId} AND next_check_at > now()
      AND failed_checks = 0`;
  wakeJobs();
}

/** As many as a page shows: nobody's hundreds of abandoned transactions are polled. */
const MAX_VIEWED_PER_USER = 25;

/**
 * Notes that a customer has a page open: their newest open transactions are checked often, also
 * those that the schedule has given up.
 */
export async function markViewed(userId: string, page: 'opened' | 'still open'): Promise<void> {
  const seconds = page === 'opened' ? intervals.pageOpened : intervals.viewed;
  // A check under way sees the view itself. A provider that fails is not asked sooner than by the
  // longest backoff.
  await updateNewestFirst(
    Prisma.sql`user_id = ${userId}
      AND (next_check_at IS NOT NULL OR status IN ('pending', 'processing'))`,
    Prisma.sql`viewed_at = now(),
      next_check_at = CASE WHEN lease_until > now() THEN next_check_at
        ELSE LEAST(next_check_at, CASE WHEN failed_checks > 0
          THEN last_checked_at + make_interval(secs => ${intervals.maxBackoff})
          ELSE now() + make_interval(secs => ${seconds}) END) END`,
    MAX_VIEWED_PER_USER,
  );
}
