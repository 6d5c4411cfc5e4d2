import { setTimeout as delay } from 'node:timers/promises';
import type { Fault, FaultContext } from './harness/fault';
import { exceeds, inSeconds } from './harness/fault';
import { judge } from './harness/judge';
import { addCustomer, type Minted, mintMany } from './harness/orders';
import { type Stack, startStack } from './harness/stack';
import { openStreams } from './harness/streams';
import { happens, until } from './harness/until';

/** One poll interval and a second: 5 s while somebody looks, 10 s while the transaction is young. */
const WATCHED_LIMIT_MS = 6_000;
const YOUNG_LIMIT_MS = 11_000;
const PATIENCE_MS = 30_000;

async function untilFirstChecks({ query }: Stack, minted: Minted[]): Promise<void> {
  await until('each is checked once', PATIENCE_MS, async () => {
    const checked = await query('SELECT 1 FROM transactions WHERE id = ANY ($1) AND version > 0', [
      minted.map(({ id }) => id),
    ]);
    return checked.length === minted.length;
  });
}

async function run(context: FaultContext) {
  const stack = await startStack(context);
  await stack.provider.configure({ webhooks: 'off', socket: 'off' });
  const web = await stack.web();
  const [watcher, absent] = [await addCustomer(stack), await addCustomer(stack)];
  const count = context.short ? 4 : 30;
  const watched = await mintMany([watcher], count);
  const young = await mintMany([absent], count);
  const watchers = await openStreams(stack, [watcher], 1, () => web.url);
  const shows = (id: string) => watchers.every(({ client }) => client.statusOf(id) === 'completed');
  await untilFirstChecks(stack, [...watched, ...young]);

  const spreadMs = context.short ? 5_000 : 20_000;
  const delaysMs = [...watched, ...young].map(() => context.random.below(spreadMs));
  const timesMs = await Promise.all(
    [...watched, ...young].map(async ({ id, user, merchantTransactionId }, index) => {
      await delay(delaysMs[index]);
      await stack.provider.act(merchantTransactionId, 'pay');
      const arrived = () => (user === watcher ? shows(id) : isCompleted(stack, id));
      return happens(PATIENCE_MS, arrived);
    }),
  );
  const watchedMs = Math.max(...timesMs.slice(0, count));
  const youngMs = Math.max(...timesMs.slice(count));
  const judged = await judge(stack, { watchers });
  return {
    ...judged,
    injected: timesMs.length,
    recoveryMs: watchedMs,
    failures: [
      ...judged.failures,
      ...exceeds('a watched status', watchedMs, WATCHED_LIMIT_MS),
      ...exceeds('a young status', youngMs, YOUNG_LIMIT_MS),
    ],
    notes: [
      `longest: ${inSeconds(watchedMs)} on an open page, ${inSeconds(youngMs)} with nobody looking`,
    ],
  };
}

async function isCompleted({ query }: Stack, id: string): Promise<boolean> {
  const sql = "SELECT 1 FROM transactions WHERE id = $1 AND status = 'completed'";
  return (await query(sql, [id])).length === 1;
}

export const fault: Fault = {
  title: 'no webhook at all, socket refused',
  figure: 'one poll + 1 s',
  run,
};
