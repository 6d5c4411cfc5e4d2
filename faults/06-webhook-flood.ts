import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { each, range } from './harness/each';
import type { Fault, FaultContext } from './harness/fault';
import { exceeds } from './harness/fault';
import { countMismatches } from './harness/invariants';
import { judge } from './harness/judge';
import { readLiveMemory, tellingMemory } from './harness/live-memory';
import { addCustomer, type Minted, mint } from './harness/orders';
import type { ServerProcess } from './harness/server-process';
import { type Stack, startStack } from './harness/stack';
import { happens } from './harness/until';
import { WebhookSender } from './harness/webhooks';

const SENDERS = 32;
const PATIENCE_MS = 30_000;
/** The app leaves a second between two checks of one transaction; a busy machine shifts them. */
const SHORTEST_GAP_MS = 500;
const MEBIBYTE = 1_024 ** 2;
/** Above the level before the flood: caches that are filled by and by. */
const LIVE_ALLOWANCE = 12 * MEBIBYTE;
/** What the allocator keeps for itself. */
const RESIDENT_ALLOWANCE = 64 * MEBIBYTE;

async function run(context: FaultContext) {
  const stack = await startStack(context);
  await stack.provider.configure({ webhooks: 'off', socket: 'off' });
  const memoryFile = path.join(context.folder, 'memory.json');
  const web = await stack.web(tellingMemory(memoryFile));
  const transaction = await mint(await addCustomer(stack));
  const genuine = await stack.provider.transaction(transaction.merchantTransactionId);
  const sender = new WebhookSender(stack);
  const flood = async (count: number) => {
    const bodies = range(count).flatMap(() => [
      genuine,
      { ...genuine, merchant_transaction_id: `unknown-${randomUUID()}` },
    ]);
    await each(context.random.shuffle(bodies), SENDERS, (body) => sender.send(web.url, body));
  };

  const count = context.short ? 400 : 10_000;
  const startMs = performance.now();
  await flood(Math.min(count, 1_000));
  const before = await measureMemory(web, memoryFile);
  const floodMs = performance.now();
  await flood(count);
  const perSecond = (2 * count) / ((performance.now() - floodMs) / 1_000);
  const atTheEnd = web.residentMemory();
  await stack.provider.act(transaction.merchantTransactionId, 'pay');
  const recoveryMs = await happens(PATIENCE_MS, async () => (await countMismatches(stack)) === 0);
  const seconds = (performance.now() - startMs) / 1_000;
  const calls = await judgeCalls(stack, transaction, seconds);
  const memory = await judgeMemory(web, memoryFile, before);
  const judged = await judge(stack, { sender });
  return {
    ...judged,
    injected: 2 * count,
    lost: judged.lost + (sender.sent - sender.acknowledged.length),
    recoveryMs,
    failures: [
      ...judged.failures,
      ...exceeds('the status after the flood', recoveryMs, PATIENCE_MS),
      ...calls.failures,
      ...memory.failures,
    ],
    notes: [
      `${calls.note}, ${Math.round(perSecond)} webhooks/s`,
      `${memory.note}; ${inMebibytes(atTheEnd)} resident at the end of the flood`,
    ],
  };
}

/** By the provider's clock, from the first webhook on. */
async function judgeCalls(
  { provider }: Stack,
  { merchantTransactionId: id }: Minted,
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
    failures: [
      ...(timesMs.length === 0 ? ['the transaction was never asked about'] : []),
      ...(timesMs.length > seconds + 1
        ? [`${timesMs.length} GETs in ${seconds.toFixed(1)} s`]
        : []),
      ...(shortestMs < SHORTEST_GAP_MS ? [`two GETs were ${shortestMs} ms apart`] : []),
      ...(unknown > 0 ? [`${unknown} GETs for unknown ids`] : []),
    ],
    note: `${timesMs.length} GETs for the transaction in ${seconds.toFixed(1)} s, at least ${shortestMs} ms apart, ${unknown} for unknown ids`,
  };
}

type Memory = { live: number; resident: number | null };

async function measureMemory(web: ServerProcess, file: string): Promise<Memory> {
  return { live: await readLiveMemory(file), resident: web.residentMemory() };
}

/** Memory is given back in steps: one collection marks pages as free, and a later one frees them. */
async function judgeMemory(web: ServerProcess, file: string, before: Memory) {
  let now = before;
  const returned = async () => {
    now = await measureMemory(web, file);
    const resident = (now.resident ?? 0) - (before.resident ?? 0);
    return now.live - before.live <= LIVE_ALLOWANCE && resident <= RESIDENT_ALLOWANCE;
  };
  const inTime = (await happens(PATIENCE_MS, returned)) < Infinity;
  const note = `memory ${inMebibytes(before.live)} live, ${inMebibytes(before.resident)} resident before, ${inMebibytes(now.live)} and ${inMebibytes(now.resident)} after`;
  return { note, failures: inTime ? [] : [`memory does not return: ${note}`] };
}

function inMebibytes(bytes: number | null): string {
  return bytes === null ? 'untold' : `${Math.round(bytes / MEBIBYTE)} MiB`;
}

export const fault: Fault = {
  title: 'flood of duplicates and of unknown ids',
  figure: '1 GET/s; 0 unknown; memory back',
  run,
};
