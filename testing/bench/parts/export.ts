import { setImmediate as nextTick } from 'node:timers/promises';
import { db } from '../../../lib/db';
import { readExportRows } from '../../../lib/history/data';
import { exportHistory } from '../../../lib/history/export';
import { type Cursor, olderThan } from '../../../lib/keyset';
import { addPastTransactions } from '../../past-transactions';
import { inTurn, type Measurement } from '../measurement';
import type { Part } from '../part';

const USER_ID = 'user-who-exports';
const ROWS = 1_000_000;
/** Of the export (lib/history/export.ts). */
const BATCH_SIZE = 1_000;
const MB = 1024 ** 2;

/** A customer's whole history as CSV, beside Postgres writing the same rows to nowhere. */
export const measureExport: Part = async () => {
  await db().user.create({ data: { id: USER_ID, email: 'export@example.com' } });
  await addPastTransactions(USER_ID, ROWS);
  const growth: number[] = [];
  const { exported, copied, read } = await inTurn({
    exported: async () => {
      const { perSecond, grownBy } = await exportAll();
      growth.push(grownBy / MB);
      return perSecond;
    },
    copied: () => copyAll(),
    read: () => readAll(),
  });
  const rows = ROWS.toLocaleString('en');
  const row = (name: string, values: number[]): Measurement => ({
    ...{ name, values, unit: 'rows/s' },
    comparedWith: { name: 'COPY of the same rows', values: copied },
    target: { atLeast: 0.2 },
  });
  return [
    row(`CSV export of ${rows} transactions`, exported),
    row('the same rows, read by Prisma and not written', read),
    {
      name: `memory that an export of ${rows} transactions takes`,
      unit: 'MB',
      values: growth.slice(1),
      target: { atMost: 50 },
    },
  ];
};

async function exportAll(): Promise<{ perSecond: number; grownBy: number }> {
  const before = await liveBytes();
  let peak = before;
  let rows = -1;
  const startMs = performance.now();
  for await (const chunk of exportHistory(USER_ID, {})) {
    rows += countLines(chunk);
    peak = Math.max(peak, process.memoryUsage().rss);
  }
  const seconds = (performance.now() - startMs) / 1_000;
  if (rows !== ROWS) throw new Error(`The export has ${rows} rows.`);
  return { perSecond: ROWS / seconds, grownBy: peak - before };
}

function countLines(chunk: Uint8Array): number {
  let lines = 0;
  for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, end + 1)) lines += 1;
  return lines;
}

/** The memory of this process, after a garbage collection where Node.js allows one. */
async function liveBytes(): Promise<number> {
  globalThis.gc?.();
  await nextTick();
  return process.memoryUsage().rss;
}

/** What the export reads, in the same batches. */
async function readAll(): Promise<number> {
  const startMs = performance.now();
  let after: Cursor | undefined;
  for (let rows = 0; rows < ROWS; ) {
    const batch = await readExportRows(USER_ID, {}, olderThan(after, BATCH_SIZE));
    const last = batch.at(-1);
    if (!last) throw new Error(`Only ${rows} rows were read.`);
    after = { time: last.createdAt.toISOString(), id: last.id };
    rows += batch.length;
  }
  return ROWS / ((performance.now() - startMs) / 1_000);
}

async function copyAll(): Promise<number> {
  const startMs = performance.now();
  await db().$executeRawUnsafe(
    `COPY (SELECT created_at, type, status, currency, network, requested_amount, crypto_amount,
        fiat_amount, fiat_currency, payment_method, deposit_address, id, merchant_transaction_id,
        provider_updated_at
      FROM transactions WHERE user_id = '${USER_ID}' ORDER BY created_at DESC, id DESC)
     TO '/dev/null' WITH (FORMAT csv)`,
  );
  return ROWS / ((performance.now() - startMs) / 1_000);
}
