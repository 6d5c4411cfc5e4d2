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

const RECOVERY_LIMIT_MS = 45_000;

async function run(context: FaultContext) {
  const stack = await startStack(context);
  await stack.provider.configure({ webhooks: 'off', stepSeconds: 3_600 });
  const off = { RECONCILER: 'off' };
  const [first, second] = [await stack.web(off), await stack.web(off)];
  const [doomed] = [stack.worker(), stack.worker()];
  const customers = await addCustomers(stack, 5);
  const minted = await mintMany(customers, context.short ? 60 : 400);
  let streamsAt = second.url;
  const watchers = await openStreams(stack, customers, 4, () => streamsAt);
  const sender = new WebhookSender(stack);
  const traffic = new Traffic({
    provider: stack.provider,
    sender,
    random: context.random,
    target: () => first.url,
    minted,
    everyMs: context.short ? 40 : 25,
  });
  const phaseMs = context.short ? 3_000 : 12_000;
  await delay(phaseMs);
  streamsAt = first.url;
  await Promise.all([second.kill(), doomed.kill()]);
  await delay(phaseMs);
  await traffic.stop();
  const recoveryMs = await happens(
    RECOVERY_LIMIT_MS,
    async () => (await countMismatches(stack)) === 0,
  );
  const judged = await judge(stack, { sender, watchers });
  return {
    injected: sender.sent,
    ...judged,
    recoveryMs,
    failures: [...judged.failures, ...exceeds('recovery', recoveryMs, RECOVERY_LIMIT_MS)],
    notes: [
      `${sender.acknowledged.length} webhooks acknowledged by one, ${watchers.length} streams at the other`,
    ],
  };
}

export const fault: Fault = {
  title: 'two web and two workers, one of each killed',
  figure: '0 lost, 0 duplicated',
  run,
};
