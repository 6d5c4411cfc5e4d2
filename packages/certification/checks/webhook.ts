import pLimit from 'p-limit';
import { describeAnswer, isSuccess } from '../partner/backend';
import { now } from '../provider/recording';
import { until } from '../wait';
import type { Check } from './check';
import { need, require } from './expect';
import { type Forward, onSession, onTransaction } from './misbehaviours';
import type { Order, Trial } from './trial';

const SECTION = 'Channel: partner webhook';
const FAST_MS = 1_000;
const HOLD_MS = 4_000;
const DUPLICATES = 100;
const AT_ONCE = 10;
const MAX_READS = 5;
const AFTERWARDS_MS = 1_000;

/** The webhook of the provider about a status, with what the backend answered to it. */
async function answered(trial: Trial, order: Order, status: string, timeoutMs = HOLD_MS * 2) {
  const webhook = await trial.equipment.relay.webhook(order.transactionId, status, timeoutMs);
  const { delivery } = need(
    webhook && (await until(() => webhook.delivery && webhook, timeoutMs)),
    'a webhook',
  );
  const answer = need(delivery, 'a response to the webhook');
  trial.note(`the webhook "${status}" got ${describeAnswer(answer)}`);
  return answer;
}

/** A completed order whose "completed" webhook arrives 100 times. */
async function duplicated(trial: Trial) {
  const order = await trial.order();
  const before = await trial.credited(order);
  trial.equipment.relay.hold(order.transactionId);
  await trial.complete(order);
  const body = await trial.webhookBody(order, 'completed');
  const startedAt = now();
  const send = async () => (await trial.send(body)).status;
  const statuses = await pLimit(AT_ONCE).map(Array.from({ length: DUPLICATES }), send);
  trial.note(`sent the webhook "completed" ${statuses.length} times`);
  return { order, before, startedAt, statuses, body };
}

export const webhookChecks: Check[] = [
  {
    id: 'webhook.fast',
    title: 'a webhook gets a 2xx in less than a second',
    grade: 'must',
    section: SECTION,
    explanation: 'Pays an order and measures how long the backend takes to answer the webhook.',
    phase: 'alone',
    run: async (trial) => {
      const order = await trial.order();
      await trial.pay(order);
      const answer = await answered(trial, order, 'processing');
      require(isSuccess(answer), `it got ${describeAnswer(answer)}`);
      require(answer.ms < FAST_MS, `it took ${Math.round(answer.ms)} ms`);
    },
  },
  {
    id: 'webhook.before-provider',
    title: 'a webhook is answered before the backend has asked the provider',
    grade: 'must',
    section: SECTION,
    explanation: `Holds the provider's response until the webhook is answered, or for ${HOLD_MS / 1_000} s. Work that takes time belongs after the response, because the provider does not retry.`,
    run: async (trial) => {
      const order = await trial.order();
      const { relay, proxy } = trial.equipment;
      let waitedInVain = false;
      const webhook = () =>
        relay.received.find(({ transactionId }) => transactionId === order.transactionId);
      const reply = async (forward: Forward) => {
        // Before it arrives, the backend cannot answer it.
        await until(webhook, HOLD_MS);
        if (!(await until(() => webhook()?.delivery, HOLD_MS))) waitedInVain = true;
        return forward();
      };
      const earlier = proxy.recording.reads(order.transactionId);
      trial.misbehave(onTransaction(order.transactionId, reply));
      // A webhook that waits for an earlier request would be answered together with it.
      await until(() => earlier.every(({ endedAt }) => endedAt !== null), HOLD_MS);
      await trial.status(order);
      await trial.pay(order);
      await answered(trial, order, 'processing');
      require(!waitedInVain, 'the webhook was not answered while the provider was asked');
    },
  },
  {
    id: 'webhook.duplicates-acknowledged',
    title: 'a duplicate of a webhook gets a 2xx',
    grade: 'must',
    section: SECTION,
    explanation: `Sends one webhook ${DUPLICATES} times. The provider's redelivery sends duplicates, and they are no-ops.`,
    run: async (trial) => {
      const { statuses } = await duplicated(trial);
      const refused = statuses.filter((status) => !isSuccess({ status }));
      require(refused.length === 0, `${refused.length} got no 2xx, such as HTTP ${refused[0]}`);
    },
  },
  {
    id: 'webhook.duplicates-have-one-effect',
    title: 'a webhook that arrives 100 times has one effect',
    grade: 'must',
    section: SECTION,
    explanation: `Sends the webhook about a completed order ${DUPLICATES} times, and compares what was credited.`,
    run: async (trial) => {
      need(trial.equipment.adapter.credited, '"credited" in the file');
      const { order, before, body } = await duplicated(trial);
      const credited = await trial.expectCredited(order, before);
      await trial.deliver(body);
      const message = 'one more duplicate was credited again';
      await trial.expectStillCredited(order, credited, AFTERWARDS_MS, message);
    },
  },
  {
    id: 'webhook.duplicates-ask-once',
    title: 'duplicates of a webhook do not multiply the requests to the provider',
    grade: 'should',
    section: SECTION,
    explanation: `Sends one webhook ${DUPLICATES} times, and counts the requests for the transaction. At most ${MAX_READS} are accepted.`,
    run: async (trial) => {
      const { order, startedAt } = await duplicated(trial);
      await trial.expectStatus(order, 'completed');
      const reads = () => trial.readsAfter(order.transactionId, startedAt).length;
      await until(() => reads() > MAX_READS, AFTERWARDS_MS);
      trial.note(`the backend asked ${reads()} times`);
      require(reads() <= MAX_READS, `the backend asked the provider ${reads()} times`);
    },
  },
  {
    id: 'webhook.unknown-transaction',
    title: 'a webhook about a transaction that the backend does not know gets a 2xx',
    grade: 'must',
    section: SECTION,
    explanation:
      'Sends a webhook with an unknown id. The provider sends webhooks about all transactions of a partner, and an error helps nobody.',
    run: async (trial) => {
      const order = await trial.order();
      const body = trial.webhookAbout(
        { ...order, transactionId: crypto.randomUUID() },
        'completed',
      );
      const answer = await trial.deliver(body);
      require(isSuccess(answer), `it got ${describeAnswer(answer)}`);
    },
  },
  {
    id: 'webhook.unknown-fields',
    title: 'a webhook with fields that are not documented yet is followed',
    grade: 'must',
    section: SECTION,
    explanation: 'Adds fields to the webhook about a payment.',
    run: async (trial) => {
      const order = await trial.order();
      trial.equipment.relay.hold(order.transactionId);
      await trial.pay(order);
      const body = await trial.webhookBody(order, 'processing');
      const answer = await trial.deliver({ ...body, certify_extra: { levels: [1] }, fee: '0.10' });
      require(isSuccess(answer), `it got ${describeAnswer(answer)}`);
      await trial.expectStatus(order, 'processing');
    },
  },
  {
    id: 'webhook.unknown-status',
    title: 'a webhook with an unknown status gets a 2xx and changes nothing',
    grade: 'must',
    section: SECTION,
    explanation: 'Sends a webhook with the status "on_hold", which is not documented.',
    run: async (trial) => {
      const order = await trial.order();
      const answer = await trial.deliver(trial.webhookAbout(order, 'on_hold'));
      require(isSuccess(answer), `it got ${describeAnswer(answer)}`);
      await trial.expectOnly(order, ['pending'], () => false, AFTERWARDS_MS);
    },
  },
  {
    id: 'webhook.before-mint-response',
    title: 'a webhook that arrives before the session response is matched',
    grade: 'must',
    section: SECTION,
    explanation:
      'Lets the payment happen, and its webhook arrive, while the backend still waits for the session response.',
    run: async (trial) => {
      const { relay, simulator, nextAmount } = trial.equipment;
      const amount = nextAmount();
      const reply = async (forward: Forward) => {
        const response = await forward();
        const id = String(JSON.parse(response.text).merchant_transaction_id);
        await simulator.act(id, 'pay');
        const webhook = await relay.webhook(id, 'processing', HOLD_MS);
        await until(() => webhook?.delivery, HOLD_MS);
        return response;
      };
      trial.misbehave(onSession(amount, reply));
      const order = await trial.order({ amount });
      const answer = await answered(trial, order, 'processing');
      require(isSuccess(answer), `it got ${describeAnswer(answer)}`);
      await trial.expectStatus(order, 'processing');
    },
  },
];
