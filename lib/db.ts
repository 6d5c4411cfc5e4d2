import 'server-only';
import { PrismaPg } from '@prisma/adapter-pg';
import { env } from './env';
import { PrismaClient } from './generated/prisma/client';
import { processWide } from './process-wide';

const POOL_SIZE = 10;
/** A busy pool is waited for this long; who gives up sooner turns a burst into failures. */
const CONNECT_TIMEOUT_MS = 10_000;
/** A server that went away without a word is given up on, and the query with it. */
const QUERY_TIMEOUT_MS = 15_000;
/** Shorter than a lease (reconciliation/mutations.ts), so that no writer outlives its own. */
const TRANSACTION_TIMEOUT_MS = 20_000;

const sessionSettings = {
  // The adapter reads a timestamp's digits as UTC, whatever zone the server writes them in.
  TimeZone: 'UTC',
  // A machine that dies within a transaction leaves its row locks to the server, which drops them.
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
