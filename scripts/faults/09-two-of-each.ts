import { setTimeout as delay } from 'node:timers/promises';
import type { Fault, FaultContext } from './harness/fault';
import { exceeds } from './harness/fault';
import { brokenInvariants, countDoubleEffects, countMismatches } from './harness/invariants';
import { addCustomers, mintMany } from './harness/orders';
import { startStack } from './harness/stack';
import { judgeStreams, openStreams } from './harness/streams';
import { Traffic } from './harness/traffic';
import { happens } from './harness/until';
import { WebhookSender } from './harness/webhooks';

const RECOVERY_LIMIT_MS = 45_000;

async function run(context: FaultContext) {
  const stack = await startStack(context);
  await stack.provider.configure({ webhooks: 'off', stepSeconds: 3_600 });
  const off = { RECONCILER: 'off' };
  const [first, second] = [await stack.web(off), await stack.web(off)];
  const [doomed, surviving] = [stack.worker(), stack.worker()];
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
  const { missing, repeated } = await judgeStreams(stack, watchers);
  return {
    injected: sender.sent,
    lost: missing + (await sender.countLost()),
    mismatched: await countMismatches(stack),
    duplicated: repeated + (await countDoubleEffects(stack)),
    recoveryMs: recoveryMs ?? RECOVERY_LIMIT_MS,
    failures: [
      ...(await brokenInvariants(stack)),
      ...exceeds('recovery', recoveryMs ?? Infinity, RECOVERY_LIMIT_MS),
      ...(first.isRunning() && surviving.isRunning() ? [] : ['a process ended by itself']),
    ],
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
