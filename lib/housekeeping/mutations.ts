import 'server-only';
import { setTimeout as delay } from 'node:timers/promises';
import { db } from '../db';
import { Prisma } from '../generated/prisma/client';
import { log } from '../log';
import { metrics } from '../metrics';

const BATCH_SIZE = 500;
/** Leaves room for the statements of customers between two batches. */
const PAUSE_MS = 50;

/** An order that still changes, or whose side effect is not done: it may have to be explained. */
const isOpen = Prisma.sql`(
  t.next_check_at IS NOT NULL OR t.status IN ('pending', 'processing')
  OR EXISTS (SELECT 1 FROM side_effects s WHERE s.transaction_id = t.id AND s.due_at IS NOT NULL))`;

/** What is removed, the time that counts as its age, and what is kept at any age. */
const tables = [
  {
    name: 'webhook_deliveries',
    time: Prisma.raw('received_at'),
    kept: Prisma.sql`EXISTS (SELECT 1 FROM transactions t
      WHERE t.merchant_transaction_id = row.merchant_transaction_id AND ${isOpen})`,
  },
  {
    name: 'provider_calls',
    time: Prisma.raw('recorded_at'),
    // An order that nobody pays for stays open forever, and checks without news explain nothing.
    kept: Prisma.sql`(row.endpoint LIKE 'POST %' OR row.error IS NOT NULL)
      AND EXISTS (SELECT 1 FROM transactions t
        WHERE t.merchant_transaction_id = row.merchant_transaction_id AND ${isOpen})`,
  },
  {
    name: 'transaction_events',
    time: Prisma.raw('recorded_at'),
    // A contradiction stays on the list of what needs attention.
    kept: Prisma.sql`row.fact_outcome = 'contradiction' OR EXISTS (SELECT 1 FROM transactions t
      WHERE t.id = row.transaction_id AND ${isOpen})`,
  },
] as const;

type Table = (typeof tables)[number];
/** Up to which row it read, also if it removed none. */
type Batch = { removed: number; lastTime: Date; lastId: string };

/**
 * Removes deliveries, calls to Proof and timeline entries that are older than `days`, oldest first
 * and in small batches. Orders and counts stay, and so does what explains an open order. Any number of
 * processes may run it. Returns how many rows it removed.
 */
export async function removeExpiredRows(days: number, stopping: AbortSignal): Promise<number> {
  let total = 0;
  for (const table of tables) {
    let last: Batch | undefined;
    let removed = 0;
    do {
      last = await removeBatch(table, days, last);
      removed += last?.removed ?? 0;
      metrics().removedRows.inc({ table: table.name }, last?.removed ?? 0);
      await delay(PAUSE_MS, undefined, { signal: stopping }).catch(() => {});
    } while (last && !stopping.aborted);
    if (removed > 0) log().info({ table: table.name, removed, days }, 'old rows removed');
    total += removed;
    if (stopping.aborted) break;
  }
  return total;
}

/** Sign-in links that nobody opened in time. */
export async function removeExpiredLinks(): Promise<void> {
  await db().verificationToken.deleteMany({ where: { expires: { lt: new Date() } } });
}

/**
 * Reads the next old rows after `last` and removes those that are not kept. Undefined if there is none.
 * Its limit counts the rows that are kept, too: of those there can be millions, and a statement that
 * skips them all would time out, every hour again.
 */
async function removeBatch(
  { name, time, kept }: Table,
  days: number,
  last: Batch | undefined,
): Promise<Batch | undefined> {
  const table = Prisma.raw(name);
  const after = last
    ? Prisma.sql`AND (${time}, id) > (${last.lastTime}::timestamptz, ${last.lastId})`
    : Prisma.empty;
  const [batch] = await db().$queryRaw<Batch[]>`
    WITH batch AS MATERIALIZED (
      SELECT id, ${time} AS time FROM ${table}
      WHERE ${time} < now() - make_interval(days => ${days}) ${after}
      ORDER BY ${time}, id LIMIT ${BATCH_SIZE}
    ),
    free AS MATERIALIZED (
      SELECT row.id FROM batch JOIN ${table} AS row ON row.id = batch.id
      WHERE (${kept}) IS NOT TRUE
      -- Another process that removes the same rows is neither waited for nor made to wait.
      FOR UPDATE OF row SKIP LOCKED
    ),
    removed AS (
      DELETE FROM ${table} AS row USING free WHERE row.id = free.id RETURNING 1
    )
    SELECT (SELECT count(*) FROM removed)::int AS removed, time AS "lastTime", id AS "lastId"
    FROM batch ORDER BY time DESC, id DESC LIMIT 1`;
  return batch;
}
