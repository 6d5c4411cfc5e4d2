import type { Fault, FaultContext } from './harness/fault';
import { exceeds } from './harness/fault';
import { countMismatches } from './harness/invariants';
import { judge } from './harness/judge';
import { addCustomers, mintMany } from './harness/orders';
import { startStack } from './harness/stack';
import { openStreams } from './harness/streams';
import { startTcpProxy } from './harness/tcp-proxy';
import { Traffic } from './harness/traffic';
import { happens, until } from './harness/until';
import { WebhookSender } from './harness/webhooks';

const PATIENCE_MS = 30_000;
const RECOVERY_LIMIT_MS = 45_000;

async function run(context: FaultContext) {
  const stack = await startStack(context);
  await stack.provider.configure({ webhooks: 'off', stepSeconds: 3_600 });
  const network = await startTcpProxy(context.scope, stack.simulatorPort);
  const off = { RECONCILER: 'off' };
  const [first, second] = [await stack.web(off), await stack.web(off)];
  const doomed = stack.worker({ PROOF_API_URL: `http://127.0.0.1:${network.port}` });
  stack.worker();
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
  const changes = context.short ? 60 : 300;
  await traffic.sendMore(changes);
  network.holdAnswers();
  await until('the worker holds work', PATIENCE_MS, () => {
    return network.heldAnswersTo('GET /widget/transactions/') > 0;
  });
  streamsAt = first.url;
  await Promise.all([second.kill(), doomed.kill()]);
  await traffic.sendMore(changes);
  await traffic.stop();
  const recoveryMs = await happens(RECOVERY_LIMIT_MS, async () => {
    return (await countMismatches(stack)) === 0;
  });
  const judged = await judge(stack, { sender, watchers });
  return {
    ...judged,
    injected: sender.sent,
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
