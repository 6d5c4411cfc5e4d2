import { randomUUID } from 'node:crypto';
import path from 'node:path';
import pLimit from 'p-limit';
import { memoryReportSettings, readLiveMemory } from '../testing/live-memory';
import { type CaseContext, type FaultCase, overLimit } from './harness/fault-case';
import { countMismatches } from './harness/invariants';
import { addCustomer, type MintedTransaction, mint } from './harness/mint';
import { range } from './harness/range';
import type { ServerProcess } from './harness/server-process';
import { type Stack, startStack } from './harness/stack';
import { verify } from './harness/verify';
import { timeUntil } from './harness/wait-for';
import { WebhookSender } from './harness/webhook-sender';

const CONCURRENCY = 32;
const TIMEOUT_MS = 30_000;
/** Half of the app's minimum, because a busy machine delays requests unevenly. */
const MIN_BETWEEN_GETS_MS = 500;
const MEBIBYTE = 1_024 ** 2;
/** Growth since before the flood, for caches that fill up. */
const LIVE_GROWTH_LIMIT = 12 * MEBIBYTE;
/** Growth that includes memory the allocator keeps. */
const RESIDENT_GROWTH_LIMIT = 64 * MEBIBYTE;

async function run(context: CaseContext) {
  const stack = await startStack(context);
  await stack.provider.configure({ webhooks: 'off', socket: 'off' });
  const memoryFile = path.join(context.folder, 'memory.json');
  const web = await stack.web(memoryReportSettings(memoryFile));
  const transaction = await mint(await addCustomer(stack));
  const genuine = await stack.provider.transaction(transaction.merchantTransactionId);
  const sender = new WebhookSender(stack);
  // Apart, because the app acknowledges all of these and stores a limited number.
  const strangers = new WebhookSender(stack);
  const flood = async (count: number) => {
    const webhooks = range(count).flatMap(() => [
      { from: sender, body: genuine },
      {
        from: strangers,
        body: { ...genuine, merchant_transaction_id: `unknown-${randomUUID()}` },
      },
    ]);
    const shuffled = context.random.shuffle(webhooks);
    await pLimit(CONCURRENCY).map(shuffled, ({ from, body }) => from.send(web.url, body));
  };

  const count = context.short ? 400 : 10_000;
  const startMs = performance.now();
  await flood(Math.min(count, 1_000));
  const before = await measureMemory(web, memoryFile);
  const floodMs = performance.now();
  await flood(count);
  const perSecond = (2 * count) / ((performance.now() - floodMs) / 1_000);
  const residentAtEnd = web.residentBytes();
  await stack.provider.act(transaction.merchantTransactionId, 'pay');
  const recoveryMs = await timeUntil(TIMEOUT_MS, async () => (await countMismatches(stack)) === 0);
  const seconds = (performance.now() - startMs) / 1_000;
  const calls = await verifyCalls(stack, transaction, seconds);
  const memory = await verifyMemory(web, memoryFile, before);
  const verified = await verify(stack, { sender });
  const unanswered = [sender, strangers].map(
    ({ sent, acknowledged }) => sent - acknowledged.length,
  );
  return {
    ...verified,
    injected: 2 * count,
    lost: unanswered.reduce((sum, count) => sum + count, verified.lost),
    recoveryMs,
    missed: [
      ...verified.missed,
      ...overLimit('the status after the flood', recoveryMs, TIMEOUT_MS),
      ...calls.missed,
      ...memory.missed,
    ],
    notes: [
      `${calls.note}, ${Math.round(perSecond)} webhooks/s`,
      `${memory.note}; ${formatMebibytes(residentAtEnd)} resident at the end of the flood`,
    ],
  };
}

/** The GETs that the provider received after the first webhook, by its clock. */
async function verifyCalls(
  { provider }: Stack,
  { merchantTransactionId: id }: MintedTransaction,
  seconds: number,
) {
  const calls = await provider.calls();
  const unknown = calls.filter(({ path: called }) => called.includes('unknown-')).length;
  const timesMs = calls
    .filter(({ path: called }) => called.endsWith(`/transactions/${id}`))
    .map(({ atMs }) => atMs)
    .sort((a, b) => a - b);
  const gapsMs = timesMs.slice(1).map((atMs, index) => atMs - (timesMs[index] ?? 0));
  const shortestMs = Math.min(...gapsMs);
  return {
    missed: [
      ...(timesMs.length === 0 ? ['no GET for the transaction'] : []),
      ...(timesMs.length > seconds + 1
        ? [`${timesMs.length} GETs in ${seconds.toFixed(1)} s`]
        : []),
      ...(shortestMs < MIN_BETWEEN_GETS_MS ? [`two GETs were ${shortestMs} ms apart`] : []),
      ...(unknown > 0 ? [`${unknown} GETs for unknown ids`] : []),
    ],
    note: `${timesMs.length} GETs for the transaction in ${seconds.toFixed(1)} s, at least ${shortestMs} ms apart, ${unknown} for unknown ids`,
  };
}

type Memory = { live: number; resident: number | null };

async function measureMemory(web: ServerProcess, file: string): Promise<Memory> {
  return { live: await readLiveMemory(file), resident: web.residentBytes() };
}

/** Repeats the measurement, because one garbage collection may not release all memory. */
async function verifyMemory(web: ServerProcess, file: string, before: Memory) {
  let after = before;
  const isReleased = async () => {
    after = await measureMemory(web, file);
    const residentGrowth = (after.resident ?? 0) - (before.resident ?? 0);
    return after.live - before.live <= LIVE_GROWTH_LIMIT && residentGrowth <= RESIDENT_GROWTH_LIMIT;
  };
  const released = (await timeUntil(TIMEOUT_MS, isReleased)) < Infinity;
  const describe = ({ live, resident }: Memory) =>
    `${formatMebibytes(live)} live, ${formatMebibytes(resident)} resident`;
  const note = `memory before: ${describe(before)}; after: ${describe(after)}`;
  return { note, missed: released ? [] : [`memory was not released: ${note}`] };
}

function formatMebibytes(bytes: number | null): string {
  return bytes === null ? 'unknown' : `${Math.round(bytes / MEBIBYTE)} MiB`;
}

export const faultCase: FaultCase = {
  title: 'flood of duplicates and of unknown ids',
  target: '1 GET/s; 0 unknown; memory released',
  run,
};
