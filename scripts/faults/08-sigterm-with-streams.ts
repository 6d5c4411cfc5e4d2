import { setTimeout as delay } from 'node:timers/promises';
import type { Fault, FaultContext } from './harness/fault';
import { exceeds } from './harness/fault';
import { countMismatches } from './harness/invariants';
import { judge } from './harness/judge';
import { addCustomers, mintMany } from './harness/orders';
import { startStack } from './harness/stack';
import { openStreams } from './harness/streams';
import { Traffic } from './harness/traffic';
import { happens } from './harness/until';
import { WebhookSender } from './harness/webhooks';

const EXIT_LIMIT_MS = 5_000;
const RESUME_LIMIT_MS = 5_000;
const PATIENCE_MS = 30_000;

async function run(context: FaultContext) {
  const stack = await startStack(context);
  await stack.provider.configure({ webhooks: 'off', stepSeconds: 3_600 });
  const [leaving, staying] = [await stack.web(), await stack.web({ RECONCILER: 'off' })];
  const customers = await addCustomers(stack, 10);
  const minted = await mintMany(customers, context.short ? 60 : 200);
  const streams = context.short ? 20 : 100;
  let target = leaving.url;
  const watchers = await openStreams(stack, customers, streams / 10, () => target);
  stack.worker();
  const sender = new WebhookSender(stack);
  const traffic = new Traffic({
    provider: stack.provider,
    sender,
    random: context.random,
    target: () => staying.url,
    minted,
    everyMs: 40,
  });
  await delay(2_000);
  target = staying.url;
  const connections = watchers.map(({ client }) => client.connections);
  const { exitMs } = await leaving.terminate();
  const resumed = await happens(PATIENCE_MS, () =>
    watchers.every(({ client }, index) => client.connections > (connections[index] ?? 0)),
  );
  await delay(2_000);
  await traffic.stop();
  await happens(PATIENCE_MS, async () => (await countMismatches(stack)) === 0);
  const judged = await judge(stack, { sender, watchers });
  return {
    injected: streams,
    ...judged,
    recoveryMs: exitMs + resumed,
    failures: [
      ...judged.failures,
      ...exceeds('the exit', exitMs, EXIT_LIMIT_MS),
      ...exceeds('resuming elsewhere', resumed, RESUME_LIMIT_MS),
    ],
    notes: [
      `exit after ${(exitMs / 1_000).toFixed(1)} s; ${traffic.changes} changes sent while streams moved`,
    ],
  };
}

export const fault: Fault = {
  title: 'SIGTERM with streams open',
  figure: 'exit in 5 s; clients resume',
  run,
};
