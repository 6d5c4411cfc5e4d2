import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { listener } from '../lib/live/listener';
import { startSideEffects } from '../lib/side-effects/loop';
import type { SignedInUser } from '../lib/users/data';
import { claimKey, storeMintedSession } from '../lib/widget-sessions/mutations';
import { orderSchema } from '../lib/widget-sessions/schema';
import { each, range } from './harness/each';
import type { Fault, FaultContext } from './harness/fault';
import { judge } from './harness/judge';
import { addCustomers } from './harness/orders';
import { type Stack, startStack } from './harness/stack';
import { WebhookSender } from './harness/webhooks';
import { Claims } from './histories/claims';
import { Play, type Playground } from './histories/play';
import { history, type Step } from './histories/steps';

/**
 * Side by side, over few customers, so that numbers of events are fought over; not so many that one
 * waits for a database connection for longer than the pool lets it (lib/db.ts).
 */
const LANES = 12;
const CUSTOMERS = 4;
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

/** Plays histories until one goes wrong, which ends the lane. */
async function playMany(ground: Playground, user: SignedInUser, seed: number, numRuns: number) {
  const counted = { played: 0, mismatched: 0 };
  const property = fc.asyncProperty(history, async (steps: Step[]) => {
    const play = await beginPlay(ground, user);
    for (const step of steps) await play.take(step);
    const status = await play.settle();
    counted.played += 1;
    if (status === play.provider.status) return;
    counted.mismatched += 1;
    throw new Error(`ended ${status}, the provider says ${play.provider.status}`);
  });
  // Shortening a counterexample would take longer than all the histories did.
  const details = await fc.check(property, { seed, numRuns, endOnFailure: true });
  const failures = details.failed
    ? [
        `${details.errorInstance}\n${fc.defaultReportMessage(details)}`,
        `a lane of ${numRuns} histories ended there, after ${counted.played}`,
      ]
    : [];
  return { ...counted, failures };
}

async function playLanes(context: FaultContext, stack: Stack, sender: WebhookSender) {
  const { url: webUrl } = await stack.web({ RECONCILER: 'off' });
  const ground = { query: stack.query, claims: new Claims(), sender, webUrl };
  const customers = await addCustomers(stack, CUSTOMERS);
  const perLane = Math.ceil((context.short ? 150 : 10_000) / LANES);
  const startMs = performance.now();
  const lanes = await each(range(LANES), LANES, (lane) => {
    const user = customers[lane % CUSTOMERS];
    if (!user) throw new RangeError('There is no customer.');
    // No two lanes of runs with neighbouring seeds play the same.
    return playMany(ground, user, context.seed * LANES + lane, perLane);
  });
  return {
    seconds: (performance.now() - startMs) / 1_000,
    played: lanes.reduce((sum, { played }) => sum + played, 0),
    mismatched: lanes.reduce((sum, { mismatched }) => sum + mismatched, 0),
    failures: lanes.flatMap(({ failures }) => failures),
  };
}

async function run(context: FaultContext) {
  const stack = await startStack(context);
  const sender = new WebhookSender(stack);
  const effects = [startSideEffects(), startSideEffects()];
  const { seconds, played, mismatched, failures } = await playLanes(context, stack, sender);
  const judged = await judge(stack, { sender });
  for (const effect of effects) await effect.stop();
  await listener().close();

  const [counts] = await stack.query<{ events: number; contradictions: number; effects: number }>(
    `SELECT count(*)::int AS events,
       count(*) FILTER (WHERE fact_outcome = 'contradiction')::int AS contradictions,
       (SELECT count(*)::int FROM side_effect_log) AS effects FROM transaction_events`,
  );
  const untried = !context.short && !counts?.contradictions;
  return {
    ...judged,
    injected: played,
    mismatched,
    failures: [
      ...failures,
      ...judged.failures,
      ...(untried ? ['completed was never contradicted'] : []),
    ],
    notes: [
      `${played} histories in ${seconds.toFixed(0)} s, ${sender.acknowledged.length} webhooks, ${counts?.events} events, ${counts?.contradictions} contradictions, ${counts?.effects} side effects`,
    ],
  };
}

export const fault: Fault = {
  title: 'random histories, hints of every kind',
  figure: '0 mismatches',
  run,
};
