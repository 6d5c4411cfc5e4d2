import 'server-only';
import { PrismaPg } from '@prisma/adapter-pg';
import { env } from './env';
import { PrismaClient } from './generated/prisma/client';
import { processWide } from './process-wide';

const POOL_SIZE = 10;
/** A busy pool is waited for this long; who gives up sooner turns a burst into failures. */
const CONNECT_TIMEOUT_MS = 10_000;
/** Shorter than a lease (reconciliation/mutations.ts), so that no writer outlives its own. */
const TRANSACTION_TIMEOUT_MS = 20_000;

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
          // The adapter reads a timestamp's digits as UTC, whatever zone the server writes them in.
          options: '-c TimeZone=UTC',
        }),
        transactionOptions: { maxWait: CONNECT_TIMEOUT_MS, timeout: TRANSACTION_TIMEOUT_MS },
      }),
  );
}
