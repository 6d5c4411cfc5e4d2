import 'server-only';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { env } from './env';
import { Prisma, PrismaClient } from './generated/prisma/client';
import { processWide } from './process-wide';

const POOL_SIZE = 10;
/** A shorter timeout would turn bursts of requests into failures. */
const CONNECT_TIMEOUT_MS = 10_000;
/** Fails queries if the server is gone but the connection is still open. */
const QUERY_TIMEOUT_MS = 15_000;
/** Shorter than a lease (reconciliation/schedule.ts), so that no writer outlives its lease. */
const TRANSACTION_TIMEOUT_MS = 20_000;

const sessionSettings = {
  // The adapter ignores the time zone of timestamps (docs/decisions/0004).
  TimeZone: 'UTC',
  // Releases row locks if a machine dies during a transaction.
  idle_in_transaction_session_timeout: '30s',
  lock_timeout: '10s',
};

/** Connects on first use. Only data, mutations and ingest modules may import it. */
export function db(): PrismaClient {
  return processWide(
    'prisma',
    () =>
      new PrismaClient({
        adapter: new PrismaPg(createPool(), { disposeExternalPool: true }),
        transactionOptions: { maxWait: CONNECT_TIMEOUT_MS, timeout: TRANSACTION_TIMEOUT_MS },
      }),
  );
}

function createPool(): pg.Pool {
  const pool = new pg.Pool({
    connectionString: env().DATABASE_URL,
    max: POOL_SIZE,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: QUERY_TIMEOUT_MS,
    keepAlive: true,
    options: Object.entries(sessionSettings)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(' '),
  });
  // The pool and the adapter leave a connection without a listener for a moment. An error at that
  // moment, from a database that shuts down, would end the process. Its query fails in any case.
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/**
 * The first common table expression of a statement that commits without waiting for the disk. Select
 * from it, or Postgres skips it. If the database crashes within a second, the change may be lost, so
 * use it only for what is then done again, or missed by nobody.
 */
export const unflushed = Prisma.sql`
  unflushed AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true))`;

/** The time of the clock that leases and due times use. */
export async function databaseTime(tx: Prisma.TransactionClient): Promise<Date> {
  const [row] = await tx.$queryRaw<[{ now: Date }]>`SELECT now()`;
  return row.now;
}
