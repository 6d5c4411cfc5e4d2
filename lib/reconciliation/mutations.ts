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
    -- Materialised, so that no plan runs the selection twice and takes more than the limit.
    WITH due AS MATERIALIZED (
      SELECT id FROM transactions
      WHERE next_check_at <= now()
        AND (lease_until IS NULL OR lease_until <= now())
        AND (last_checked_at IS NULL OR last_checked_at <= now() - interval '1 second')
      ORDER BY next_check_at
      LIMIT ${limit}
      FOR UPDATE SKIP LOCKED
    )
    UPDATE transactions AS t SET
      lease_until = now() + make_interval(secs => ${LEASE_SECONDS}),
      lease_token = ${leaseToken},
      last_checked_at = now(),
      next_check_at = now() + make_interval(secs => ${LEASE_SECONDS})
    FROM due WHERE t.id = due.id
    RETURNING t.id, t.merchant_transaction_id`;
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
      sealed_session = CASE WHEN session_expires_at > now() THEN sealed_session END,
      lease_until = NULL,
      lease_token = NULL
    WHERE id = ${id} AND lease_token = ${leaseToken}`);
}

/** Whoever waits for several rows takes them in one order, so that no two wait for each other. */
const locked = Prisma.sql`ORDER BY id FOR UPDATE`;

/** Gives leases back before their time: the checks under them count as never begun. */
export async function releaseLeases(leaseTokens: string[]): Promise<void> {
  await db().$executeRaw`
    WITH held AS MATERIALIZED (
      SELECT id FROM transactions WHERE lease_token = ANY (${leaseTokens}) ${locked}
    )
    UPDATE transactions AS t SET lease_until = NULL, lease_token = NULL, next_check_at = now()
    FROM held WHERE t.id = held.id`;
}

/** Makes a transaction due now, as after a reconnect of its socket; not where Proof fails to answer. */
export async function makeDue(merchantTransactionId: string): Promise<void> {
  await db().$executeRaw`
    WITH due AS (
      UPDATE transactions SET next_check_at = LEAST(next_check_at, now())
      WHERE merchant_transaction_id = ${merchantTransactionId} AND next_check_at > now()
        AND failed_checks = 0
      RETURNING id
    )
    SELECT pg_notify('transaction_due', '') FROM due`;
}

/** What a page shows; a customer with hundreds of abandoned orders does not have them all polled. */
const MOST_VIEWED = 25;

/** A customer is looking: their newest open transactions are checked within `withinSeconds` and often. */
export async function markViewed(userId: string, withinSeconds: number): Promise<void> {
  await db().$executeRaw`
    WITH newest AS MATERIALIZED (
      SELECT id FROM transactions WHERE user_id = ${userId} AND next_check_at IS NOT NULL
      ORDER BY created_at DESC LIMIT ${MOST_VIEWED}
    ),
    viewed AS MATERIALIZED (
      SELECT id FROM transactions WHERE id IN (SELECT id FROM newest) ${locked}
    )
    UPDATE transactions AS t SET
      viewed_at = now(),
      -- A provider that fails is not asked sooner for it, and a check under way sees the view itself.
      next_check_at = CASE WHEN failed_checks > 0 OR lease_until > now() THEN next_check_at
        ELSE LEAST(next_check_at, now() + make_interval(secs => ${withinSeconds})) END
    FROM viewed WHERE t.id = viewed.id AND t.next_check_at IS NOT NULL`;
}

/** Open, and young or looked at. */
const isHot = Prisma.sql`next_check_at IS NOT NULL
  AND status IN ('pending', 'processing', 'failed')
  AND (viewed_at > now() - interval '1 minute' OR created_at > now() - interval '15 minutes')`;

/**
 * Takes hot transactions to watch over the socket, renews those already held by `watcherToken`, and
 * answers all it holds then, those included that a writer has locked at this moment. One process
 * watches each.
 */
export async function claimWatches(watcherToken: string, limit: number): Promise<string[]> {
  await db().$executeRaw`
    WITH hot AS MATERIALIZED (
      SELECT id FROM transactions
      WHERE ${isHot}
        AND (watcher_token = ${watcherToken} OR watched_until IS NULL OR watched_until <= now())
      ORDER BY created_at DESC
      LIMIT ${limit}
      FOR UPDATE SKIP LOCKED
    )
    UPDATE transactions AS t SET
      watcher_token = ${watcherToken},
      watched_until = now() + make_interval(secs => ${WATCH_LEASE_SECONDS})
    FROM hot WHERE t.id = hot.id`;
  const rows = await db().$queryRaw<{ merchant_transaction_id: string }[]>`
    SELECT merchant_transaction_id FROM transactions
    WHERE ${isHot} AND watcher_token = ${watcherToken} AND watched_until > now()
    ORDER BY created_at DESC LIMIT ${limit}`;
  return rows.map((row) => row.merchant_transaction_id);
}

/** Gives back what this process holds, so that others go on at once. For a clean exit. */
export async function releaseWatches(watcherToken: string): Promise<void> {
  await db().$executeRaw`
    WITH held AS MATERIALIZED (
      SELECT id FROM transactions WHERE watcher_token = ${watcherToken} ${locked}
    )
    UPDATE transactions AS t SET watcher_token = NULL, watched_until = NULL
    FROM held WHERE t.id = held.id`;
}
