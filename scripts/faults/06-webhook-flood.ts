import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { each, range } from './harness/each';
import type { Fault, FaultContext } from './harness/fault';
import { exceeds } from './harness/fault';
import { countMismatches } from './harness/invariants';
import { judge } from './harness/judge';
import { addCustomer, mint } from './harness/orders';
import type { ServerProcess } from './harness/server-process';
import { startStack } from './harness/stack';
import { happens } from './harness/until';
import { WebhookSender } from './harness/webhooks';

const SENDERS = 32;
const PATIENCE_MS = 30_000;
const SETTLING_MS = 2_000;
const MEBIBYTE = 1_024 ** 2;
const PRELOAD = pathToFileURL(path.join(import.meta.dirname, 'harness/collect-garbage.mjs')).href;
/** Above the level before the flood: what the allocator keeps for itself. */
const MEMORY_ALLOWANCE = 64 * MEBIBYTE;

async function run(context: FaultContext) {
  const stack = await startStack(context);
  await stack.provider.configure({ webhooks: 'off', socket: 'off' });
  const web = await stack.web({
    NODE_OPTIONS: `--expose-gc --import=${PRELOAD}`,
    // By default glibc keeps freed memory in an arena per thread, which looks like a leak.
    MALLOC_ARENA_MAX: '2',
  });
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
  await flood(Math.min(count, 1_000));
  web.collectGarbage();
  await delay(SETTLING_MS);
  const before = web.memory();
  const startMs = performance.now();
  const callsBefore = await stack.provider.calls();
  await flood(count);
  const seconds = (performance.now() - startMs) / 1_000;
  const peak = web.memory();
  const calls = (await stack.provider.calls()).length - callsBefore.length;
  const unknown = (await stack.provider.calls()).filter(({ path }) => path.includes('unknown-'));

  await stack.provider.act(transaction.merchantTransactionId, 'pay');
  const recoveryMs = await happens(PATIENCE_MS, async () => (await countMismatches(stack)) === 0);
  const memory = await judgeMemory(web, before, peak);
  const judged = await judge(stack, { sender });
  return {
    injected: 2 * count,
    ...judged,
    lost: judged.lost + (sender.sent - sender.acknowledged.length),
    recoveryMs,
    failures: [
      ...judged.failures,
      ...exceeds('the status after the flood', recoveryMs, PATIENCE_MS),
      ...(calls > Math.ceil(seconds) + 1 ? [`${calls} GETs in ${seconds.toFixed(1)} s`] : []),
      ...(unknown.length > 0 ? [`${unknown.length} GETs for unknown ids`] : []),
      ...memory.failures,
    ],
    notes: [
      `${calls} GETs for the transaction in ${seconds.toFixed(1)} s, ${unknown.length} for unknown ids, ${Math.round((2 * count) / seconds)} webhooks/s`,
      memory.note,
    ],
  };
}

/** Memory is given back in steps, so it is waited for. */
async function judgeMemory(web: ServerProcess, before: number | null, peak: number | null) {
  if (before === null || peak === null)
    return { note: 'this system does not tell the memory of a process', failures: [] };
  // One collection marks pages as free, and a later one gives them back.
  const returned = () => {
    web.collectGarbage();
    return (web.memory() ?? Infinity) <= before + MEMORY_ALLOWANCE;
  };
  const inTime = await happens(PATIENCE_MS, returned);
  const [from, to, now] = [before, peak, web.memory() ?? 0].map((bytes) =>
    Math.round(bytes / MEBIBYTE),
  );
  const note = `memory ${from} MiB before, ${to} MiB at the end of the flood, ${now} MiB after`;
  return { note, failures: inTime === Infinity ? ['memory does not return'] : [] };
}

export const fault: Fault = {
  title: 'flood of duplicates and of unknown ids',
  figure: '1 GET/s; 0 for unknown ids',
  run,
};
