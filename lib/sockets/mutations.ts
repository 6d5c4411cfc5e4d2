import 'server-only';
import { db } from '../db';
import { Prisma } from '../generated/prisma/client';
import { intervals } from '../reconciliation/schedule';
import { updateNewestFirst } from '../transactions/mutations';

/**
 * What is viewed or young is checked at least this often, so that the index of due times finds it
 * without reading what is not.
 */
const deservesSocket = Prisma.sql`
  next_check_at <= now() + make_interval(secs => ${intervals.maxBackoff})
  AND status IN ('pending', 'processing', 'failed')
  AND (viewed_at > now() - make_interval(secs => ${intervals.viewedFor})
    OR created_at > now() - make_interval(secs => ${intervals.socketWhileYoungerThan}))`;

/** Of one customer's transactions, the newest, so that others get some. The rest are only polled. */
const MAX_PER_USER = 10;

/**
 * Leases the sockets of transactions to this process, and renews its leases. Returns the ids of all
 * sockets it holds, including those whose row is locked by a writer.
 */
export async function claimSocketLeases(token: string, limit: number): Promise<string[]> {
  await db().$executeRaw`
    WITH ranked AS MATERIALIZED (
      SELECT id, row_number() OVER (PARTITION BY user_id ORDER BY created_at DESC) AS place
      FROM transactions WHERE ${deservesSocket}
    ),
    free AS MATERIALIZED (
      SELECT t.id FROM transactions t JOIN ranked USING (id)
      WHERE place <= ${MAX_PER_USER} AND (socket_lease_token = ${token}
        OR socket_lease_until IS NULL OR socket_lease_until <= now())
      ORDER BY t.created_at DESC
      LIMIT ${limit}
      FOR UPDATE OF t SKIP LOCKED
    )
    UPDATE transactions AS t SET
      socket_lease_token = ${token},
      socket_lease_until = now() + make_interval(secs => ${intervals.socketLease})
    FROM free WHERE t.id = free.id`;
  const held = await db().$queryRaw<{ merchantTransactionId: string }[]>`
    SELECT merchant_transaction_id AS "merchantTransactionId" FROM transactions
    WHERE ${deservesSocket} AND socket_lease_token = ${token} AND socket_lease_until > now()
    ORDER BY created_at DESC LIMIT ${limit}`;
  return held.map(({ merchantTransactionId }) => merchantTransactionId);
}

/** So that other processes open them at once. Leases of other transactions expire by themselves. */
export async function releaseSocketLeases(token: string): Promise<void> {
  await updateNewestFirst(
    Prisma.sql`${deservesSocket} AND socket_lease_token = ${token}`,
    Prisma.sql`socket_lease_token = NULL, socket_lease_until = NULL`,
  );
}
