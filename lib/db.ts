import 'server-only';
import { PrismaPg } from '@prisma/adapter-pg';
import { env } from './env';
import { type Prisma, PrismaClient } from './generated/prisma/client';
import { processWide } from './process-wide';

const POOL_SIZE = 10;
/** How long a query waits for a free connection. Shorter, and a burst turns into failures. */
const CONNECT_TIMEOUT_MS = 10_000;
/** Fails a query whose server is gone without closing the connection. */
const QUERY_TIMEOUT_MS = 15_000;
/** Shorter than a lease (reconciliation/schedule.ts), so that no writer outlives its own. */
const TRANSACTION_TIMEOUT_MS = 20_000;

const sessionSettings = {
  // The adapter reads a timestamp's digits as UTC, whatever zone the server sends: decision 0004.
  TimeZone: 'UTC',
  // Releases the row locks of a machine that died within a transaction.
  idle_in_transaction_session_timeout: '30s',
  lock_timeout: '10s',
};

/** The database, connected on first use. Only data, mutations and ingest modules may import it. */
export function db(): PrismaClient {
  return processWide(
    'prisma',
    () =>
      new PrismaClient({
        adapter: new PrismaPg({
          connectionString: env().DATABASE_URL,
          max: POOL_SIZE,
          connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
          query_timeout: QUERY_TIMEOUT_MS,
          keepAlive: true,
          options: Object.entries(sessionSettings)
            .map(([name, value]) => `-c ${name}=${value}`)
            .join(' '),
        }),
        transactionOptions: { maxWait: CONNECT_TIMEOUT_MS, timeout: TRANSACTION_TIMEOUT_MS },
      }),
  );
}

/** The database's clock at the start of `tx`. Times that decide anything come from it. */
export async function databaseTime(tx: Prisma.TransactionClient): Promise<Date> {
  const [row] = await tx.$queryRaw<[{ now: Date }]>`SELECT now()`;
  return row.now;
}
