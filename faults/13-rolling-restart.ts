import { type Deployment, startDeployment } from './harness/deployment';
import { type CaseContext, type FaultCase, formatSeconds, overLimit } from './harness/fault-case';
import { addCustomers, mintMany } from './harness/mint';
import { PageLoad } from './harness/page-load';
import { range } from './harness/range';
import type { ServerProcess } from './harness/server-process';
import type { Stack } from './harness/stack';
import { openStreams } from './harness/streams';
import { Traffic } from './harness/traffic';
import { verify } from './harness/verify';
import { openWatchedHistory } from './harness/watched-history';
import { WebhookSender } from './harness/webhook-sender';

/** Supervisors send SIGKILL a few seconds after SIGTERM. */
const EXIT_LIMIT_MS = 5_000;
/** While a process is gone, and after it is back. Each page once. */
const PAGES_PER_STEP = 4;

async function run(context: CaseContext) {
  const deployment = await startDeployment(context);
  const { stack, proxy } = deployment;
  const customers = await addCustomers(stack, 5);
  const transactions = await mintMany(customers, context.short ? 60 : 300);
  const streams = await openStreams(stack, customers, 2, () => proxy.url);
  const [watcher] = customers;
  if (!watcher) throw new RangeError('There is no customer to watch for.');
  const history = await openWatchedHistory(stack, proxy.url, watcher.id);
  const pages = new PageLoad(proxy.url, await stack.cookie(watcher.id));
  const sender = new WebhookSender(stack);
  const traffic = new Traffic({
    ...{ provider: stack.provider, sender, transactions, random: context.random },
    target: () => proxy.url,
    intervalMs: 100,
  });
  await traffic.sendMore(20);
  const exitsMs = await restartEverything(deployment, { traffic, pages }, context.short ? 1 : 3);
  await traffic.stop();
  await pages.stop();
  const verified = await verify(stack, { sender, streams });
  const refused = sender.sent - sender.acknowledged.length;
  const slowestExitMs = Math.max(...exitsMs);
  const failures = [
    ...(refused === 0 ? [] : [`${refused} webhooks were not acknowledged`]),
    ...pages.failures,
    ...(await history.findProblems()),
    ...(proxy.readLogs().includes(secretOf(stack)) ? ['nginx logged the webhook secret'] : []),
  ];
  return {
    ...verified,
    injected: exitsMs.length,
    recoveryMs: slowestExitMs,
    missed: [
      ...verified.missed,
      ...failures,
      ...overLimit('an exit', slowestExitMs, EXIT_LIMIT_MS),
    ],
    notes: [
      `${sender.sent} webhooks and ${pages.loaded} pages over TLS during ${exitsMs.length} restarts, ${streams.length} streams and a browser over HTTP/2; the slowest exit took ${formatSeconds(slowestExitMs)}`,
    ],
  };
}

/** One process after the other, each time under traffic. Returns how long each took to exit. */
async function restartEverything(
  { stack, startWeb, webPorts, webs, workers }: Deployment,
  { traffic, pages }: { traffic: Traffic; pages: PageLoad },
  rounds: number,
): Promise<number[]> {
  const exitsMs: number[] = [];
  const replace = async (
    processes: ServerProcess[],
    index: number,
    start: () => ServerProcess | Promise<ServerProcess>,
  ) => {
    const leaving = processes[index];
    if (!leaving) throw new RangeError('There is no process to restart.');
    exitsMs.push((await leaving.terminate()).exitMs);
    await Promise.all([traffic.sendMore(5), pages.loadMore(PAGES_PER_STEP)]);
    processes[index] = await start();
    await Promise.all([traffic.sendMore(5), pages.loadMore(PAGES_PER_STEP)]);
  };
  for (const _ of range(rounds)) {
    for (const [index, port] of webPorts.entries())
      await replace(webs, index, () => startWeb(port));
    for (const index of workers.keys()) await replace(workers, index, () => stack.worker());
  }
  return exitsMs;
}

function secretOf({ webhookPath }: Stack): string {
  return webhookPath.slice(webhookPath.lastIndexOf('/') + 1);
}

export const faultCase: FaultCase = {
  title: 'rolling restart behind nginx',
  target: '0 failed requests, 0 lost',
  run,
};
