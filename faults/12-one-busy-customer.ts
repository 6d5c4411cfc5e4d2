import type { SignedInUser } from '../lib/users/data';
import { type CaseContext, type FaultCase, formatSeconds } from './harness/fault-case';
import { addCustomer, mint, mintMany } from './harness/mint';
import { range } from './harness/range';
import type { ServerProcess } from './harness/server-process';
import { type Stack, startStack } from './harness/stack';
import { allShow, type OpenStream, openStreams } from './harness/streams';
import { verify } from './harness/verify';
import { timeUntil } from './harness/wait-for';
import { WebhookSender } from './harness/webhook-sender';

const TIMEOUT_MS = 90_000;
const MAX_RATIO = 2;
const SAMPLES = 9;
/** Short beside the times that are compared. */
const STREAM_POLL_MS = 2;

type Setup = { stack: Stack; web: ServerProcess; sender: WebhookSender; streams: OpenStream[] };

/** The time from a payment to `completed` on an open page, in ms, with a webhook for each change. */
async function timeOrder(
  { stack, web, sender, streams }: Setup,
  user: SignedInUser,
  before: () => Promise<unknown>,
): Promise<number> {
  const { id, merchantTransactionId } = await mint(user);
  await before();
  const startMs = performance.now();
  for (const action of ['pay', 'complete'])
    await sender.send(web.url, await stack.provider.act(merchantTransactionId, action));
  const shown = await timeUntil(
    TIMEOUT_MS,
    () => allShow(streams, id, 'completed'),
    STREAM_POLL_MS,
  );
  return shown === Infinity ? Infinity : performance.now() - startMs;
}

const median = (timesMs: number[]) =>
  timesMs.toSorted((a, b) => a - b)[Math.floor(timesMs.length / 2)] ?? Infinity;

async function run(context: CaseContext) {
  const stack = await startStack(context);
  await stack.provider.configure({ webhooks: 'off', socket: 'off', stepSeconds: 3_600 });
  const web = await stack.web();
  const [busy, other] = [await addCustomer(stack), await addCustomer(stack)];
  const streams = await openStreams(stack, [other], 1, () => web.url);
  const sender = new WebhookSender(stack);
  const setup = { stack, web, sender, streams };

  const count = context.short ? 1_000 : 2_000;
  await mintMany([busy], count);
  const setNextCheck = (time: string) => () =>
    stack.query(
      `UPDATE transactions SET next_check_at = ${time}, last_checked_at = NULL
       WHERE user_id = $1 AND lease_token IS NULL`,
      [busy.id],
    );
  const [quietTimesMs, crowdedTimesMs]: [number[], number[]] = [[], []];
  // In turn, so that other load on the machine slows both alike.
  for (const _ of range(SAMPLES)) {
    quietTimesMs.push(await timeOrder(setup, other, setNextCheck("now() + interval '1 hour'")));
    crowdedTimesMs.push(await timeOrder(setup, other, setNextCheck("now() - interval '1 hour'")));
  }
  const [quietMs, crowdedMs] = [median(quietTimesMs), median(crowdedTimesMs)];
  const verified = await verify(stack, { sender, streams });
  const ratio = crowdedMs / quietMs;
  return {
    injected: count,
    ...verified,
    recoveryMs: crowdedMs,
    missed: [
      ...verified.missed,
      ...(ratio <= MAX_RATIO ? [] : [`${ratio.toFixed(1)} times the quiet time`]),
    ],
    notes: [
      `another customer's order took ${formatSeconds(crowdedMs)}, and ${formatSeconds(quietMs)} without them (median of ${SAMPLES}): ${ratio.toFixed(2)} times`,
    ],
  };
}

export const faultCase: FaultCase = {
  title: 'one customer with many open orders, all due',
  target: 'others within twice the quiet time',
  run,
};
