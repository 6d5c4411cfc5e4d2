import type { Status } from '../adapter/schema';
import { describeAnswer } from '../partner/backend';
import { now } from '../provider/recording';
import { until } from '../wait';
import type { Check } from './check';
import { need, require } from './expect';
import { type Forward, onTransaction } from './misbehaviours';
import type { Trial } from './trial';

const SECTION = 'Channel: partner webhook';
const WATCH_MS = 1_500;
const LONG_WATCH_MS = 10_000;
const HOLD_MS = 3_000;
const OVERSIZED_BYTES = 5 * 1024 * 1024;

/**
 * Sends a webhook about a pending order that the provider never sent. Watches until the backend has
 * asked the provider, because it may believe the webhook only when it gets to it.
 */
async function forged(trial: Trial, status: Status): Promise<void> {
  const order = await trial.order();
  const before = await trial.credited(order);
  await trial.deliver(trial.webhookAbout(order, status));
  const sentAt = now();
  const reads = () => trial.readsAfter(order.transactionId, sentAt);
  const isOver = () =>
    now() >= sentAt + WATCH_MS && reads().some(({ endedAt }) => endedAt !== null);
  const timeoutMs = Math.min(trial.equipment.pollMs, LONG_WATCH_MS);
  await trial.expectOnly(order, ['pending'], isOver, timeoutMs);
  trial.note(`the backend still shows pending, and asked the provider ${reads().length} times`);
  require((await trial.credited(order)) === before, 'something was credited');
}

type Forgery = Pick<Check, 'explanation'> & { status: Status };

const forgedCheck = ({ status, explanation }: Forgery): Check => ({
  id: `webhook.forged-${status}`,
  slow: true,
  title: `a forged "${status}" is not believed`,
  ...{ grade: 'must', section: SECTION, explanation, run: (trial) => forged(trial, status) },
});

export const webhookTrustChecks: Check[] = [
  forgedCheck({
    status: 'completed',
    explanation:
      'Sends "completed" about an order that nobody paid. Webhooks are not signed, so anyone who knows the URL can send them. Only the API is authoritative.',
  }),
  forgedCheck({
    status: 'failed',
    explanation: 'Sends "failed" about an order that is pending at the provider.',
  }),
  forgedCheck({
    status: 'cancelled',
    explanation:
      'Sends "cancelled" about an order that is pending at the provider. A backend that believes it would let anyone end the orders of others.',
  }),
  forgedCheck({
    status: 'processing',
    explanation:
      'Sends "processing" about an order that nobody paid. The user would wait for crypto that never comes.',
  }),
  {
    id: 'webhook.forged-amount',
    title: 'an amount in a webhook is not credited',
    grade: 'must',
    section: SECTION,
    explanation:
      'Completes an order, and sends its webhook with an amount 1,000 times as large before the API says that it is completed. What the API says is credited.',
    run: async (trial) => {
      const { order, before } = await trial.orderToCredit();
      trial.equipment.relay.hold(order.transactionId);
      await trial.pay(order);
      let isDelivered = false;
      // A backend that hears of it from its WebSocket would otherwise ask before the webhook arrives.
      const reply = async (forward: Forward) => {
        await until(() => isDelivered, HOLD_MS);
        return forward();
      };
      trial.misbehave(onTransaction(order.transactionId, reply));
      await trial.act(order, 'complete', 'completed');
      const body = await trial.webhookBody(order, 'completed');
      await trial.deliver({ ...body, crypto_amount: `${order.amount}000` });
      isDelivered = true;
      await trial.expectStatus(order, 'completed');
      await trial.expectCredited(order, before);
    },
  },
  {
    id: 'webhook.out-of-order',
    title: 'webhooks that arrive in the wrong order end in the right status',
    grade: 'must',
    section: SECTION,
    explanation:
      'Completes an order, and sends "completed" first and "processing" at once after it.',
    run: async (trial) => {
      const order = await trial.order();
      trial.equipment.relay.hold(order.transactionId);
      await trial.complete(order);
      await trial.deliver(await trial.webhookBody(order, 'completed'));
      await trial.deliver(await trial.webhookBody(order, 'processing'));
      await trial.expectStatus(order, 'completed');
      await trial.expectOnly(order, ['completed'], () => false, WATCH_MS);
    },
  },
  {
    id: 'webhook.stale',
    title: 'an old webhook does not take "completed" back',
    grade: 'must',
    section: SECTION,
    explanation:
      'Sends "pending" and "failed", dated in the past, about an order that is shown as completed.',
    run: async (trial) => {
      const order = await trial.completedOrder();
      const past = { updated_at: new Date(Date.now() - 3_600_000).toISOString() };
      for (const status of ['pending', 'failed'])
        await trial.deliver(trial.webhookAbout(order, status, past));
      await trial.expectOnly(order, ['completed'], () => false, WATCH_MS);
      trial.note('the backend still shows completed');
    },
  },
  {
    id: 'webhook.malformed',
    title: 'a malformed webhook is no server error',
    grade: 'must',
    section: SECTION,
    explanation:
      'Sends an empty body, text, half of a JSON body, a list, null, and an object without an id. The URL is public, so such requests will come.',
    run: async (trial) => {
      const bodies = ['', 'hello', '{"merchant_transaction_id": "x', '[]', 'null', '{"status": 7}'];
      for (const body of bodies) {
        const { status } = await trial.deliver(body);
        require(status !== null && status < 500, `${body || 'an empty body'} got HTTP ${status}`);
      }
    },
  },
  {
    id: 'webhook.oversized',
    title: 'an oversized webhook is refused, and the backend keeps working',
    grade: 'must',
    section: SECTION,
    explanation: `Sends a body of ${OVERSIZED_BYTES / 1024 / 1024} MiB. A 4xx or a closed connection is right.`,
    run: async (trial) => {
      const order = await trial.order();
      const padding = 'x'.repeat(OVERSIZED_BYTES);
      const body = trial.webhookAbout(order, 'pending', { padding });
      const answer = await trial.deliver(body);
      const isRefused = answer.status === null || (answer.status >= 400 && answer.status < 500);
      require(isRefused, `it got ${describeAnswer(answer)}`);
      await trial.expectStatus(order, 'pending');
    },
  },
  {
    id: 'webhook.wrong-secret',
    title: 'a webhook to a URL with a wrong secret is refused',
    grade: 'should',
    section: SECTION,
    explanation:
      'Sends a webhook to the URL with a wrong secret. The contract has no signature, so a secret in the path is the only protection from floods.',
    run: async (trial) => {
      const { webhook } = trial.equipment.adapter;
      const url = need(webhook?.wrongSecretUrl, '"webhook.wrongSecretUrl" in the file');
      const order = await trial.order();
      const answer = await trial.deliver(trial.webhookAbout(order, 'pending'), url);
      const { status } = answer;
      require(status !== null && status >= 400 && status < 500, `it got ${describeAnswer(answer)}`);
    },
  },
];
