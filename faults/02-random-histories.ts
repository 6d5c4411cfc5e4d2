import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { listener } from '../lib/live/listener';
import { runSideEffects } from '../lib/side-effects/loop';
import type { SignedInUser } from '../lib/users/data';
import { claimKey, storeMintedSession } from '../lib/widget-sessions/mutations';
import { orderSchema } from '../lib/widget-sessions/schema';
import type { CaseContext, FaultCase } from './harness/fault-case';
import { addCustomers } from './harness/mint';
import { range } from './harness/range';
import { type Stack, startStack } from './harness/stack';
import { verify } from './harness/verify';
import { WebhookSender } from './harness/webhook-sender';
import { Claims } from './histories/claims';
import { type HistoryContext, HistoryRun } from './histories/history-run';
import { history, type Step } from './histories/steps';

/**
 * Lanes run concurrently on few customers, so that they compete for sequences. There are few enough
 * of them that none waits for a database connection longer than the pool allows (lib/db.ts).
 */
const LANES = 12;
const CUSTOMERS = 4;
const parseOrder = orderSchema(['TRC20:USDT']);

async function startHistory(context: HistoryContext, user: SignedInUser): Promise<HistoryRun> {
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
  const id = randomUUID();
  await storeMintedSession({
    ...{ transactionId: id, userId: user.id, order, session, sealedSession: 'sealed' },
  });
  return new HistoryRun(context, { id, merchantTransactionId, userId: user.id });
}

/** Runs histories until one fails, which ends the lane. */
async function runLane(context: HistoryContext, user: SignedInUser, seed: number, numRuns: number) {
  const counts = { histories: 0, mismatched: 0 };
  const property = fc.asyncProperty(history, async (steps: Step[]) => {
    const historyRun = await startHistory(context, user);
    for (const step of steps) await historyRun.apply(step);
    const status = await historyRun.settle();
    counts.histories += 1;
    if (status === historyRun.provider.status) return;
    counts.mismatched += 1;
    throw new Error(`ended ${status}, the provider says ${historyRun.provider.status}`);
  });
  // Shrinking a counterexample would take longer than all the histories.
  const details = await fc.check(property, { seed, numRuns, endOnFailure: true });
  const missed = details.failed
    ? [
        `${details.errorInstance}\n${fc.defaultReportMessage(details)}`,
        `a lane of ${numRuns} histories ended after ${counts.histories}`,
      ]
    : [];
  return { ...counts, missed };
}

async function runLanes(context: CaseContext, stack: Stack, sender: WebhookSender) {
  const { url: webUrl } = await stack.web({ RECONCILER: 'off' });
  const historyContext = { query: stack.query, claims: new Claims(), sender, webUrl };
  const customers = await addCustomers(stack, CUSTOMERS);
  const perLane = Math.ceil((context.short ? 150 : 10_000) / LANES);
  const startMs = performance.now();
  const lanes = await Promise.all(
    range(LANES).map((lane) => {
      const user = customers[lane % CUSTOMERS];
      if (!user) throw new RangeError('There is no customer.');
      // Multiplied, so that runs with consecutive seeds share no lane.
      return runLane(historyContext, user, context.seed * LANES + lane, perLane);
    }),
  );
  return {
    seconds: (performance.now() - startMs) / 1_000,
    histories: lanes.reduce((sum, { histories }) => sum + histories, 0),
    mismatched: lanes.reduce((sum, { mismatched }) => sum + mismatched, 0),
    missed: lanes.flatMap(({ missed }) => missed),
  };
}

async function run(context: CaseContext) {
  const stack = await startStack(context);
  const sender = new WebhookSender(stack);
  const stopping = new AbortController();
  const loops = [runSideEffects(stopping.signal), runSideEffects(stopping.signal)];
  const { seconds, histories, mismatched, missed } = await runLanes(context, stack, sender);
  const verified = await verify(stack, { sender });
  stopping.abort();
  await Promise.all(loops);
  await listener().close();

  const [counts] = await stack.query<{ events: number; contradictions: number; effects: number }>(
    `SELECT count(*)::int AS events,
       count(*) FILTER (WHERE fact_outcome = 'contradiction')::int AS contradictions,
       (SELECT count(*)::int FROM side_effect_log) AS effects FROM transaction_events`,
  );
  const notContradicted = !context.short && !counts?.contradictions;
  return {
    ...verified,
    injected: histories,
    mismatched,
    missed: [
      ...missed,
      ...verified.missed,
      ...(notContradicted ? ['no history contradicted completed'] : []),
    ],
    notes: [
      `${histories} histories in ${seconds.toFixed(0)} s, ${sender.acknowledged.length} webhooks, ${counts?.events} events, ${counts?.contradictions} contradictions, ${counts?.effects} side effects`,
    ],
  };
}

export const faultCase: FaultCase = {
  title: 'random histories, hints of every kind',
  target: '0 mismatches',
  run,
};
