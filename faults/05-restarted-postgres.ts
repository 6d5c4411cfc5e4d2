import { applyMigrations } from '../prisma/migrate/apply';
import { startDedicatedPostgres } from './harness/dedicated-postgres';
import { type CaseContext, type FaultCase, formatSeconds, overLimit } from './harness/fault-case';
import { countMismatches } from './harness/invariants';
import { addCustomers, type MintedTransaction, mintMany } from './harness/mint';
import { range } from './harness/range';
import { type Stack, startStack } from './harness/stack';
import { type OpenStream, openStreams } from './harness/streams';
import { Traffic } from './harness/traffic';
import { verify } from './harness/verify';
import { timeUntil } from './harness/wait-for';
import { WebhookSender } from './harness/webhook-sender';

const DELIVERY_LIMIT_MS = 5_000;
const TIMEOUT_MS = 30_000;
const RECOVERY_LIMIT_MS = 45_000;
/** Changes between two restarts, so that each restart interrupts work in progress. */
const CHANGES = 30;
const CUSTOMERS = 5;
const modes = ['fast', 'immediate'] as const;

/** Changes a reserved transaction of each customer, and resends its webhook until acknowledged. */
async function changeForEveryStream(
  stack: Stack,
  sender: WebhookSender,
  url: string,
  reserved: MintedTransaction[],
) {
  await Promise.all(
    reserved.map(async ({ merchantTransactionId: id }) => {
      const { status } = await stack.provider.transaction(id);
      const change = await stack.provider.act(id, status === 'failed' ? 'retry' : 'decline');
      await timeUntil(TIMEOUT_MS, () => sender.send(url, change));
    }),
  );
}

/** The time from `sinceMs` until every stream has delivered an event. */
async function timeUntilDelivery(streams: OpenStream[], sinceMs: number): Promise<number> {
  const delivered = () => streams.every(({ client }) => client.lastEventMs > sinceMs);
  const waitedMs = await timeUntil(TIMEOUT_MS, delivered);
  return waitedMs === Infinity ? Infinity : performance.now() - sinceMs;
}

/** Two web and two worker processes, and four streams for every customer. */
async function startAll(context: CaseContext, databaseUrl: string) {
  const stack = await startStack(context, { databaseUrl });
  await stack.provider.configure({ webhooks: 'off', stepSeconds: 3_600 });
  const off = { RECONCILER: 'off' };
  const webs = [await stack.web(off), await stack.web(off)] as const;
  stack.worker();
  stack.worker();
  const customers = await addCustomers(stack, CUSTOMERS);
  const reserved = await mintMany(customers, CUSTOMERS);
  const transactions = await mintMany(customers, context.short ? 60 : 500);
  const streams = [
    ...(await openStreams(stack, customers, 2, () => webs[0].url)),
    ...(await openStreams(stack, customers, 2, () => webs[1].url)),
  ];
  return { stack, webs, reserved, transactions, streams };
}

async function run(context: CaseContext) {
  const postgres = await startDedicatedPostgres(context.scope);
  await applyMigrations(postgres.url);
  const { stack, webs, reserved, transactions, streams } = await startAll(context, postgres.url);
  const { random } = context;
  const sender = new WebhookSender(stack);
  const target = () => random.pick(webs).url;
  const traffic = new Traffic({
    ...{ provider: stack.provider, sender, target, transactions, random },
    intervalMs: 60,
  });
  const deliveriesMs: number[] = [];
  for (const mode of context.short ? modes : range(4).flatMap(() => modes)) {
    await traffic.sendMore(CHANGES);
    const upMs = await postgres.restart(mode);
    const changed = changeForEveryStream(stack, sender, webs[0].url, reserved);
    deliveriesMs.push(await timeUntilDelivery(streams, upMs));
    await changed;
  }
  await traffic.sendMore(CHANGES);
  await traffic.stop();
  const settledMs = await timeUntil(RECOVERY_LIMIT_MS, async () => {
    return (await countMismatches(stack)) === 0;
  });
  const verified = await verify(stack, { sender, streams });
  const recoveryMs = Math.max(...deliveriesMs);
  return {
    injected: deliveriesMs.length,
    ...verified,
    recoveryMs,
    missed: [
      ...verified.missed,
      ...overLimit('delivery after a restart', recoveryMs, DELIVERY_LIMIT_MS),
      ...overLimit('final statuses', settledMs, RECOVERY_LIMIT_MS),
    ],
    notes: [
      `${deliveriesMs.length} restarts under ${traffic.changes} changes; streams delivered after ${deliveriesMs.map(formatSeconds).join(', ')}`,
      `${sender.acknowledged.length} of ${sender.sent} webhooks acknowledged, ${streams.length} streams`,
    ],
  };
}

export const faultCase: FaultCase = {
  title: 'Postgres restarted under load, streams open',
  target: 'streams within 5 s; no exit',
  run,
};
