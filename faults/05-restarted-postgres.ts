import { applyMigrations } from '../prisma/migrate/apply';
import { range } from './harness/each';
import type { Fault, FaultContext } from './harness/fault';
import { exceeds, inSeconds } from './harness/fault';
import { countMismatches } from './harness/invariants';
import { judge } from './harness/judge';
import { addCustomers, type Minted, mintMany } from './harness/orders';
import { startOwnPostgres } from './harness/own-postgres';
import { type Stack, startStack } from './harness/stack';
import { openStreams, type Watcher } from './harness/streams';
import { Traffic } from './harness/traffic';
import { happens } from './harness/until';
import { WebhookSender } from './harness/webhooks';

const DELIVERY_LIMIT_MS = 5_000;
const PATIENCE_MS = 30_000;
const RECOVERY_LIMIT_MS = 45_000;
/** Between two restarts, so that each meets work under way. */
const CHANGES = 30;
const CUSTOMERS = 5;
const modes = ['fast', 'immediate'] as const;

/**
 * Something for every page to show: a transaction that was kept aside for each customer declines,
 * or is retried, and its webhook is sent again until the app has taken it over.
 */
async function changeForEveryone(stack: Stack, sender: WebhookSender, url: string, kept: Minted[]) {
  await Promise.all(
    kept.map(async ({ merchantTransactionId: id }) => {
      const { status } = await stack.provider.transaction(id);
      const change = await stack.provider.act(id, status === 'failed' ? 'retry' : 'decline');
      await happens(PATIENCE_MS, () => sender.send(url, change));
    }),
  );
}

/** How long after `sinceMs` the last page had its first event. */
async function firstDeliveryMs(watchers: Watcher[], sinceMs: number): Promise<number> {
  const delivered = () => watchers.every(({ client }) => client.lastAtMs > sinceMs);
  const waitedMs = await happens(PATIENCE_MS, delivered);
  return waitedMs === Infinity ? Infinity : performance.now() - sinceMs;
}

/** Two web and two worker processes, every customer's page open four times. */
async function startAll(context: FaultContext, databaseUrl: string) {
  const stack = await startStack(context, databaseUrl);
  await stack.provider.configure({ webhooks: 'off', stepSeconds: 3_600 });
  const off = { RECONCILER: 'off' };
  const webs = [await stack.web(off), await stack.web(off)] as const;
  stack.worker();
  stack.worker();
  const customers = await addCustomers(stack, CUSTOMERS);
  const kept = await mintMany(customers, CUSTOMERS);
  const minted = await mintMany(customers, context.short ? 60 : 500);
  const watchers = [
    ...(await openStreams(stack, customers, 2, () => webs[0].url)),
    ...(await openStreams(stack, customers, 2, () => webs[1].url)),
  ];
  return { stack, webs, kept, minted, watchers };
}

async function run(context: FaultContext) {
  const postgres = await startOwnPostgres(context.scope);
  await applyMigrations(postgres.url);
  const all = await startAll(context, postgres.url);
  const { stack, webs, watchers, minted } = all;
  const { random } = context;
  const sender = new WebhookSender(stack);
  const target = () => random.pick(webs).url;
  const traffic = new Traffic({
    ...{ provider: stack.provider, sender, target, minted, random },
    everyMs: 60,
  });
  const deliveries: number[] = [];
  for (const mode of context.short ? modes : range(4).flatMap(() => modes)) {
    await traffic.sendMore(CHANGES);
    const upMs = await postgres.restart(mode);
    const changed = changeForEveryone(stack, sender, webs[0].url, all.kept);
    deliveries.push(await firstDeliveryMs(watchers, upMs));
    await changed;
  }
  await traffic.sendMore(CHANGES);
  await traffic.stop();
  const settled = async () => (await countMismatches(stack)) === 0;
  const settledMs = await happens(RECOVERY_LIMIT_MS, settled);
  const judged = await judge(stack, { sender, watchers });
  const recoveryMs = Math.max(...deliveries);
  const seconds = deliveries.map(inSeconds).join(', ');
  return {
    injected: deliveries.length,
    ...judged,
    recoveryMs,
    failures: [
      ...judged.failures,
      ...exceeds('delivering again', recoveryMs, DELIVERY_LIMIT_MS),
      ...exceeds('all final states', settledMs, RECOVERY_LIMIT_MS),
    ],
    notes: [
      `${deliveries.length} restarts under ${traffic.changes} changes; delivering again after ${seconds}`,
      `${sender.acknowledged.length} of ${sender.sent} webhooks acknowledged, ${watchers.length} streams`,
    ],
  };
}

export const fault: Fault = {
  title: 'Postgres restarted under load, streams open',
  figure: 'streams within 5 s; no exit',
  run,
};
