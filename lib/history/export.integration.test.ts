import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { withPartnerApp } from '../../testing/partner-app';
import { addPastTransactions } from '../../testing/past-transactions';
import { db } from '../db';
import { exportHistory } from './export';

const app = withPartnerApp();

const MIB = 2 ** 20;

async function textOf(stream: ReadableStream<Uint8Array>): Promise<string> {
  return new Response(stream).text();
}

/** The live memory of this process, after everything unreachable is gone. */
function liveBytes(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

test('an export has every selected transaction once, newest first, and nothing of other customers', async () => {
  const [{ id }, other] = [await app.addCustomer(), await app.addCustomer()];
  await addPastTransactions(id, 2_500);
  await addPastTransactions(other.id, 100);
  const [header, ...lines] = (await textOf(exportHistory(id, {}))).trimEnd().split('\r\n');
  const stored = await db().transaction.findMany({
    where: { userId: id },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: { id: true },
  });
  const position = header?.split(',').indexOf('Transaction ID') ?? -1;
  expect(lines.map((line) => line.split(',')[position])).toEqual(stored.map((row) => row.id));

  const failed = await textOf(exportHistory(id, { status: 'failed' }));
  expect(
    failed
      .trimEnd()
      .split('\r\n')
      .slice(1)
      .map((line) => line.split(',')[2]),
  ).toEqual(['failed', 'failed']);
});

test('an export of nothing is a header', async () => {
  const { id } = await app.addCustomer();
  expect((await textOf(exportHistory(id, {}))).split('\r\n')).toHaveLength(2);
});

test('100,000 transactions are exported in flat memory', async () => {
  const { id } = await app.addCustomer();
  await addPastTransactions(id, 100_000);
  let [bytes, lines] = [0, -1];
  const live: number[] = [];
  for await (const chunk of exportHistory(id, {})) {
    bytes += chunk.byteLength;
    for (const byte of chunk) if (byte === 10) lines += 1;
    if (lines % 20_000 === 0) live.push(liveBytes());
  }
  expect(lines).toBe(100_000);
  expect(bytes).toBeGreaterThan(12 * MIB);
  // The first sample is from before the code had run.
  const [, early = 0, ...later] = live;
  expect(later).toHaveLength(4);
  expect(Math.max(...later) - early).toBeLessThan(4 * MIB);
}, 120_000);

test('an export reads ahead of nobody, and stops when its reader goes', async () => {
  const { id } = await app.addCustomer();
  await addPastTransactions(id, 5_000);
  const rowsRead = async () => {
    await db().$queryRaw`SELECT pg_stat_force_next_flush()::text`;
    const [row] = await db().$queryRaw<[{ read: bigint }]>`
      SELECT idx_tup_fetch AS read FROM pg_stat_user_tables WHERE relname = 'transactions'`;
    return Number(row.read);
  };
  const before = await rowsRead();
  const reader = exportHistory(id, {}).getReader();
  await reader.read();
  expect(await rowsRead()).toBe(before);
  await reader.read();
  await reader.cancel();
  expect((await reader.read()).done).toBe(true);
  expect((await rowsRead()) - before).toBeLessThanOrEqual(1_000);
});
