import 'server-only';
import { db } from '../db';
import { Prisma } from '../generated/prisma/client';

/** Longer than a GET with its timeout (proof-api/client.ts); then another process may take over. */
const LEASE_SECONDS = 30;
const WATCH_LEASE_SECONDS = 30;

export type ClaimedTransaction = {
  id: string;
  merchantTransactionId: string;
  leaseToken: string;
};

/**
 * Takes due transactions for one process. Committed before Proof is asked, so a process that dies
 * holds its work back for one lease at most. All times are the database's own. Whatever the number
 * of hints, a transaction is checked at most once per second.
 */
export async function claimDueTransactions(limit: number): Promise<ClaimedTransaction[]> {
  const leaseToken = crypto.randomUUID();
  const rows = await db().$queryRaw<{ id: string; merchant_transaction_id: string }[]>`
    UPDATE transactions SET
      lease_until = now() + make_interval(secs => ${LEASE_SECONDS}),
      lease_token = ${leaseToken},
      last_checked_at = now(),
      next_check_at = now() + make_interval(secs => ${LEASE_SECONDS})
    WHERE id IN (
      SELECT id FROM transactions
      WHERE next_check_at <= now()
        AND (lease_until IS NULL OR lease_until <= now())
        AND (last_checked_at IS NULL OR last_checked_at <= now() - interval '1 second')
      ORDER BY next_check_at
      LIMIT ${limit}
      FOR UPDATE SKIP LOCKED
    )
    RETURNING id, merchant_transaction_id`;
  return rows.map((row) => ({
    id: row.id,
    merchantTransactionId: row.merchant_transaction_id,
    leaseToken,
  }));
}

/**
 * Ends a lease and sets the next check. A hint that arrived during the check has pulled
 * `next_check_at` below the lease's end; it is kept, so that what it announced is looked at.
 */
export async function finishCheck(
  { id, leaseToken }: ClaimedTransaction,
  outcome: { failedChecks: number; nextCheckSeconds: number | null },
): Promise<void> {
  await db().$executeRaw(Prisma.sql`
    UPDATE transactions SET
      next_check_at = CASE WHEN next_check_at < lease_until THEN next_check_at
        ELSE now() + make_interval(secs => ${outcome.nextCheckSeconds}::float8) END,
      failed_checks = ${outcome.failedChecks},
      lease_until = NULL,
      lease_token = NULL
    WHERE id = ${id} AND lease_token = ${leaseToken}`);
}

/** Gives leases back before their time: the checks under them count as never begun. */
export async function releaseLeases(leaseTokens: string[]): Promise<void> {
  await db().$executeRaw`
    UPDATE transactions SET lease_until = NULL, lease_token = NULL, next_check_at = now()
    WHERE lease_token = ANY (${leaseTokens})`;
}

/** Makes a transaction due now, as after a reconnect of its socket. */
export async function makeDue(merchantTransactionId: string): Promise<void> {
  await db().$executeRaw`
    WITH due AS (
      UPDATE transactions SET next_check_at = LEAST(next_check_at, now())
      WHERE merchant_transaction_id = ${merchantTransactionId} AND next_check_at > now()
      RETURNING id
    )
    SELECT pg_notify('transaction_due', '') FROM due`;
}

/** A customer is looking: their open transactions are checked within `withinSeconds` and often. */
export async function markViewed(userId: string, withinSeconds: number): Promise<void> {
  await db().$executeRaw`
    UPDATE transactions SET
      viewed_at = now(),
      -- A provider that fails is not asked sooner for it, and a check under way sees the view itself.
      next_check_at = CASE WHEN failed_checks > 0 OR lease_until > now() THEN next_check_at
        ELSE LEAST(next_check_at, now() + make_interval(secs => ${withinSeconds})) END
    WHERE user_id = ${userId} AND next_check_at IS NOT NULL`;
}

/**
 * Takes hot transactions (open, and young or looked at) to watch over the socket, renews those
 * already held by `watcherToken`, and answers all it holds then. One process watches each.
 */
export async function claimWatches(watcherToken: string, limit: number): Promise<string[]> {
  const rows = await db().$queryRaw<{ merchant_transaction_id: string }[]>`
    UPDATE transactions SET
      watcher_token = ${watcherToken},
      watched_until = now() + make_interval(secs => ${WATCH_LEASE_SECONDS})
    WHERE id IN (
      SELECT id FROM transactions
      WHERE next_check_at IS NOT NULL
        AND status IN ('pending', 'processing', 'failed')
        AND (viewed_at > now() - interval '1 minute' OR created_at > now() - interval '15 minutes')
        AND (watcher_token = ${watcherToken} OR watched_until IS NULL OR watched_until <= now())
      ORDER BY created_at DESC
      LIMIT ${limit}
      FOR UPDATE SKIP LOCKED
    )
    RETURNING merchant_transaction_id`;
  return rows.map((row) => row.merchant_transaction_id);
}

/** Gives back what this process holds, so that others go on at once. For a clean exit. */
export async function releaseWatches(watcherToken: string): Promise<void> {
  await db().transaction.updateMany({
    where: { watcherToken },
    data: { watcherToken: null, watchedUntil: null },
  });
}
