import { setTimeout as delay } from 'node:timers/promises';
import { type CaseContext, type FaultCase, formatSeconds, overLimit } from './harness/fault-case';
import { addCustomer, type MintedTransaction, mintMany } from './harness/mint';
import { type Stack, startStack } from './harness/stack';
import { allShow, openStreams } from './harness/streams';
import { verify } from './harness/verify';
import { timeUntil, waitFor } from './harness/wait-for';

/** One polling interval (reconciliation/schedule.ts) plus a second. */
const VIEWED_LIMIT_MS = 6_000;
const YOUNG_LIMIT_MS = 11_000;
const TIMEOUT_MS = 30_000;

async function waitForFirstChecks({ query }: Stack, transactions: MintedTransaction[]) {
  await waitFor('first checks', TIMEOUT_MS, async () => {
    const checked = await query('SELECT 1 FROM transactions WHERE id = ANY ($1) AND version > 0', [
      transactions.map(({ id }) => id),
    ]);
    return checked.length === transactions.length;
  });
}

async function run(context: CaseContext) {
  const stack = await startStack(context);
  await stack.provider.configure({ webhooks: 'off', socket: 'off' });
  const web = await stack.web();
  const [viewer, absent] = [await addCustomer(stack), await addCustomer(stack)];
  const count = context.short ? 4 : 30;
  const viewed = await mintMany([viewer], count);
  const young = await mintMany([absent], count);
  const streams = await openStreams(stack, [viewer], 1, () => web.url);
  await waitForFirstChecks(stack, [...viewed, ...young]);

  const spreadMs = context.short ? 5_000 : 20_000;
  const delaysMs = [...viewed, ...young].map(() => context.random.below(spreadMs));
  const timesMs = await Promise.all(
    [...viewed, ...young].map(async ({ id, user, merchantTransactionId }, index) => {
      await delay(delaysMs[index]);
      await stack.provider.act(merchantTransactionId, 'pay');
      return timeUntil(TIMEOUT_MS, () =>
        user === viewer ? allShow(streams, id, 'completed') : isCompleted(stack, id),
      );
    }),
  );
  const viewedMs = Math.max(...timesMs.slice(0, count));
  const youngMs = Math.max(...timesMs.slice(count));
  const verified = await verify(stack, { streams });
  return {
    ...verified,
    injected: timesMs.length,
    recoveryMs: viewedMs,
    missed: [
      ...verified.missed,
      ...overLimit('a viewed status', viewedMs, VIEWED_LIMIT_MS),
      ...overLimit('a young status', youngMs, YOUNG_LIMIT_MS),
    ],
    notes: [
      `longest: ${formatSeconds(viewedMs)} with a page open, ${formatSeconds(youngMs)} without`,
    ],
  };
}

async function isCompleted({ query }: Stack, id: string): Promise<boolean> {
  const sql = "SELECT 1 FROM transactions WHERE id = $1 AND status = 'completed'";
  return (await query(sql, [id])).length === 1;
}

export const faultCase: FaultCase = {
  title: 'no webhook at all, socket refused',
  target: 'one poll + 1 s',
  run,
};
