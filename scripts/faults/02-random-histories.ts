import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { listener } from '../../lib/live/listener';
import { startSideEffects } from '../../lib/side-effects/loop';
import type { SignedInUser } from '../../lib/users/data';
import { claimKey, storeMintedSession } from '../../lib/widget-sessions/mutations';
import { orderSchema } from '../../lib/widget-sessions/schema';
import { each, range } from './harness/each';
import type { Fault, FaultContext } from './harness/fault';
import { exceeds } from './harness/fault';
import { judge } from './harness/judge';
import { addCustomers } from './harness/orders';
import { startStack } from './harness/stack';
import { happens } from './harness/until';
import { Claims } from './histories/claims';
import { Play, type Playground } from './histories/play';
import { history, type Step } from './histories/steps';

/** Side by side, over few customers, so that numbers of events are fought over; no more than wait
 * for one of the ten database connections within Prisma's two seconds on a busy machine. */
const LANES = 12;
const CUSTOMERS = 4;
const EFFECTS_LIMIT_MS = 60_000;
const parseOrder = orderSchema(['TRC20:USDT']);

async function beginPlay(ground: Playground, user: SignedInUser): Promise<Play> {
  const order = parseOrder.parse({
    ...{ idempotencyKey: randomUUID(), type: 'buy', asset: 'TRC20:USDT', amount: '100' },
  });
  await claimKey(user.id, order);
  const merchantTransactionId = randomUUID();
  const session = {
    ...{ merchant_transaction_id: merchantTransactionId, widget_id: 'w', address: '' },
    ...{ signature: 'v2:0', init_token: 't', init_token_type: 'sdk_partner_authorization' },
    ...{ currency: 'USDT', network: 'TRC20', amount: '100', type: 'buy' as const },
  };
  const id = await storeMintedSession(user.id, order, session, 'sealed');
  return new Play(ground, id, merchantTransactionId, user.id);
}

/** Plays histories until one ends in another state than the provider's. */
async function playMany(ground: Playground, user: SignedInUser, seed: number, numRuns: number) {
  const counted = { played: 0 };
  const property = fc.asyncProperty(history, async (steps: Step[]) => {
    const play = await beginPlay(ground, user);
    for (const step of steps) await play.take(step);
    const status = await play.settle();
    counted.played += 1;
    if (status !== play.provider.status)
      throw new Error(`ended ${status}, the provider says ${play.provider.status}`);
  });
  // Shortening a counterexample would take longer than all the histories did.
  const details = await fc.check(property, { seed, numRuns, endOnFailure: true });
  const failure = details.failed
    ? `${details.errorInstance}\n${fc.defaultReportMessage(details)}`
    : undefined;
  return { ...counted, failure };
}

async function run(context: FaultContext) {
  const stack = await startStack(context);
  const webhookSecret = String(process.env.PROOF_WEBHOOK_SECRET);
  const ground = { query: stack.query, claims: new Claims(), webhookSecret };
  const customers = await addCustomers(stack, CUSTOMERS);
  const effects = [startSideEffects(), startSideEffects()];
  const perLane = Math.ceil((context.short ? 150 : 10_000) / LANES);
  const startMs = performance.now();
  const lanes = await each(range(LANES), LANES, (lane) => {
    const user = customers[lane % CUSTOMERS];
    if (!user) throw new RangeError('There is no customer.');
    return playMany(ground, user, context.seed + lane, perLane);
  });
  const playedMs = performance.now() - startMs;
  const effectsMs = await happens(EFFECTS_LIMIT_MS, async () => {
    return (
      (await stack.query('SELECT 1 FROM side_effects WHERE done_at IS NULL LIMIT 1')).length === 0
    );
  });
  const judged = await judge(stack);
  for (const effect of effects) await effect.stop();
  await listener().close();

  const played = lanes.reduce((sum, lane) => sum + lane.played, 0);
  const failures = lanes.flatMap(({ failure }) => failure ?? []);
  const [counts] = await stack.query<{ events: string; contradictions: string; completed: string }>(
    `SELECT count(*) AS events, count(*) FILTER (WHERE verdict = 'contradiction') AS contradictions,
       (SELECT count(*) FROM balance_entries) AS completed FROM transaction_events`,
  );
  return {
    injected: played,
    ...judged,
    mismatched: failures.length,
    failures: [
      ...failures,
      ...judged.failures,
      ...exceeds('the side effects', effectsMs, EFFECTS_LIMIT_MS),
    ],
    notes: [
      `${played} histories in ${(playedMs / 1_000).toFixed(0)} s, ${counts?.events} events, ${counts?.contradictions} contradictions, ${counts?.completed} credited once`,
    ],
  };
}

export const fault: Fault = {
  title: 'random histories, hints of every kind',
  figure: '0 mismatches in 10,000',
  run,
};
