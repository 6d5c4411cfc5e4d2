import { type CaseContext, type FaultCase, overLimit } from './harness/fault-case';
import { countMismatches } from './harness/invariants';
import { addCustomers, mintMany } from './harness/mint';
import { startStack } from './harness/stack';
import { openStreams } from './harness/streams';
import { startTcpProxy } from './harness/tcp-proxy';
import { Traffic } from './harness/traffic';
import { verify } from './harness/verify';
import { timeUntil, waitFor } from './harness/wait-for';
import { WebhookSender } from './harness/webhook-sender';

const TIMEOUT_MS = 30_000;
const RECOVERY_LIMIT_MS = 45_000;

async function run(context: CaseContext) {
  const stack = await startStack(context);
  await stack.provider.configure({ webhooks: 'off', stepSeconds: 3_600 });
  const network = await startTcpProxy(context.scope, stack.simulatorPort);
  const off = { RECONCILER: 'off' };
  const [webhookServer, streamServer] = [await stack.web(off), await stack.web(off)];
  const killedWorker = stack.worker({ PROOF_API_URL: `http://127.0.0.1:${network.port}` });
  stack.worker();
  const customers = await addCustomers(stack, 5);
  const transactions = await mintMany(customers, context.short ? 60 : 400);
  let streamTarget = streamServer.url;
  const streams = await openStreams(stack, customers, 4, () => streamTarget);
  const sender = new WebhookSender(stack);
  const traffic = new Traffic({
    ...{ provider: stack.provider, sender, transactions, random: context.random },
    target: () => webhookServer.url,
    intervalMs: context.short ? 40 : 25,
  });
  const changes = context.short ? 60 : 300;
  await traffic.sendMore(changes);
  network.holdResponses();
  await waitFor('a worker with leases', TIMEOUT_MS, () => {
    return network.countHeldResponses('GET /widget/transactions/') > 0;
  });
  streamTarget = webhookServer.url;
  await Promise.all([streamServer.kill(), killedWorker.kill()]);
  await traffic.sendMore(changes);
  await traffic.stop();
  const recoveryMs = await timeUntil(RECOVERY_LIMIT_MS, async () => {
    return (await countMismatches(stack)) === 0;
  });
  const verified = await verify(stack, { sender, streams });
  return {
    ...verified,
    injected: sender.sent,
    recoveryMs,
    missed: [...verified.missed, ...overLimit('recovery', recoveryMs, RECOVERY_LIMIT_MS)],
    notes: [
      `${sender.acknowledged.length} webhooks acknowledged by one web process, ${streams.length} streams from the other`,
    ],
  };
}

export const faultCase: FaultCase = {
  title: 'two web and two workers, one of each killed',
  target: '0 lost, 0 duplicated',
  run,
};
