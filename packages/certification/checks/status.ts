import { now } from '../provider/recording';
import { until } from '../wait';
import { type Check, need, require } from './check';
import { type Forward, onSession, onTransaction, withFields } from './misbehaviours';
import type { Trial } from './trial';

const SECTION = 'Status';
const QUIET_MS = 12_000;
const WATCH_MS = 1_500;

/** Without its webhooks, and with its socket silent or refused, only asking the provider helps. */
async function withoutWebhooks(trial: Trial, sockets: 'refused' | 'silent') {
  const { proxy, relay, nextAmount } = trial.equipment;
  const amount = nextAmount();
  const reply = async (forward: Forward) => {
    const response = await forward();
    const id = String(JSON.parse(response.text).merchant_transaction_id);
    proxy.setSockets(id, sockets);
    relay.hold(id);
    return response;
  };
  trial.misbehave(onSession(amount, reply));
  return trial.order({ amount });
}

/** Completes an order, and waits until the backend has asked, without asking the backend. */
async function healed(trial: Trial, sockets: 'refused' | 'silent'): Promise<void> {
  const { pollMs, proxy } = trial.equipment;
  const order = await withoutWebhooks(trial, sockets);
  if (sockets === 'silent') {
    const socket = await until(() => proxy.recording.socketsOf(order.transactionId)[0], WATCH_MS);
    need(socket, 'a backend that opens a WebSocket');
  }
  await trial.act(order, 'pay', 'processing');
  await trial.act(order, 'complete', 'completed');
  const completedAt = now();
  const read = await until(() => {
    const reads = trial.readsAfter(order.transactionId, completedAt);
    return reads.find(({ response }) => response?.status === 'completed');
  }, pollMs);
  require(read !== null, `the backend did not ask the provider within ${pollMs / 1_000} s`);
  trial.note(`the backend asked after ${Math.round(read.startedAt - completedAt)} ms`);
  await trial.expectStatus(order, 'completed', WATCH_MS);
}

export const statusChecks: Check[] = [
  {
    id: 'status.failed',
    title: 'a declined payment is shown as failed',
    grade: 'must',
    section: SECTION,
    explanation: 'Declines the payment of an order.',
    run: async (trial) => {
      const order = await trial.order();
      await trial.act(order, 'decline', 'failed');
      await trial.expectStatus(order, 'failed');
    },
  },
  {
    id: 'status.cancelled',
    title: 'an order that the user cancels in the widget is shown as cancelled',
    grade: 'must',
    section: SECTION,
    explanation: 'Cancels an order at the provider.',
    run: async (trial) => {
      const order = await trial.order();
      await trial.act(order, 'cancel', 'cancelled');
      await trial.expectStatus(order, 'cancelled');
    },
  },
  {
    id: 'status.retry',
    title: 'a failed payment that the user retries is followed to completed',
    grade: 'must',
    section: 'Status, retry',
    explanation:
      'Declines a payment, and pays after that with the same transaction. The widget allows it while the init_token is valid, so failed is not final.',
    run: async (trial) => {
      const order = await trial.order();
      await trial.act(order, 'decline', 'failed');
      const isSeen = () =>
        trial
          .readsAfter(order.transactionId, 0)
          .some(({ response }) => response?.status === 'failed');
      require((await until(isSeen, trial.equipment.pollMs)) !== null, 'the backend did not ask');
      await trial.act(order, 'retry', 'pending');
      await trial.act(order, 'pay', 'processing');
      await trial.expectStatus(order, 'processing');
      await trial.act(order, 'complete', 'completed');
      await trial.expectStatus(order, 'completed');
    },
  },
  {
    id: 'status.sell',
    title: 'a sell is followed from its deposit to its payout',
    grade: 'must',
    section: SECTION,
    explanation: 'Sells: the deposit arrives, and the payout completes.',
    sell: true,
    run: async (trial) => {
      const order = await trial.order({ type: 'sell' });
      await trial.act(order, 'deposit', 'processing');
      await trial.expectStatus(order, 'processing');
      await trial.act(order, 'complete', 'completed');
      await trial.expectStatus(order, 'completed');
    },
  },
  {
    id: 'status.deposit-window',
    title: 'a sell without a deposit is shown as failed when its window passes',
    grade: 'must',
    section: SECTION,
    explanation: 'Lets the deposit window of a sell pass.',
    sell: true,
    run: async (trial) => {
      const order = await trial.order({ type: 'sell' });
      await trial.act(order, 'expire_deposit_window', 'failed');
      await trial.expectStatus(order, 'failed');
    },
  },
  {
    id: 'status.lost-webhook',
    title: 'a lost webhook is healed within the promised time, without anybody looking',
    grade: 'must',
    section: 'Channel: partner webhook',
    explanation:
      'Completes an order, drops its webhooks and refuses its WebSocket. The status is not read until the backend has asked the provider.',
    run: (trial) => healed(trial, 'refused'),
  },
  {
    id: 'status.silent-socket',
    title: 'a WebSocket that is open and silent does not replace polling',
    grade: 'should',
    section: 'Channel: WebSocket',
    explanation:
      'Completes an order whose WebSocket stays open but sends nothing, and drops its webhooks.',
    run: (trial) => healed(trial, 'silent'),
  },
  {
    id: 'status.unknown',
    title: 'a status that is not documented is kept out',
    grade: 'must',
    section: SECTION,
    explanation:
      'Lets the API say "on_hold" about a paid order for a while. The backend must keep the last status that it understood, and recover.',
    run: async (trial) => {
      const order = await trial.order();
      let asked = 0;
      const reply = async (forward: Forward) => {
        asked += 1;
        return withFields(await forward(), { status: 'on_hold' });
      };
      const end = trial.misbehave(onTransaction(order.transactionId, reply));
      await trial.act(order, 'pay', 'processing');
      const { pollMs } = trial.equipment;
      await trial.expectOnly(order, ['pending', 'processing'], () => asked > 1, pollMs);
      trial.note(`the API said "on_hold" ${asked} times`);
      end();
      await trial.act(order, 'complete', 'completed');
      await trial.expectStatus(order, 'completed');
    },
  },
  {
    id: 'status.stops-polling',
    title: 'a completed transaction is not polled any more',
    grade: 'should',
    section: SECTION,
    explanation:
      'Completes an order, and counts the requests for it afterwards. One more is accepted.',
    run: async (trial) => {
      const order = await trial.order();
      await trial.act(order, 'pay', 'processing');
      await trial.act(order, 'complete', 'completed');
      await trial.expectStatus(order, 'completed');
      const shownAt = now();
      const reads = () => trial.readsAfter(order.transactionId, shownAt).length;
      await until(() => reads() > 1, Math.min(QUIET_MS, trial.equipment.pollMs));
      require(reads() <= 1, `the backend asked ${reads()} times after it had shown completed`);
    },
  },
  {
    id: 'status.closes-socket',
    title: 'the WebSocket of a completed transaction is closed',
    grade: 'should',
    section: SECTION,
    explanation: 'Completes an order, and waits until the backend closes its WebSocket.',
    run: async (trial) => {
      const order = await trial.order();
      const sockets = () => trial.equipment.proxy.recording.socketsOf(order.transactionId);
      need(await until(() => sockets()[0], WATCH_MS), 'a backend that opens a WebSocket');
      await trial.act(order, 'pay', 'processing');
      await trial.act(order, 'complete', 'completed');
      await trial.expectStatus(order, 'completed');
      const areClosed = () => sockets().every(({ closedAt }) => closedAt !== null);
      require((await until(areClosed, trial.equipment.pollMs)) !== null, 'it stays open');
    },
  },
  {
    id: 'status.id-is-encoded',
    title: 'a transaction id is encoded in the path',
    grade: 'should',
    section: 'GET /widget/transactions/{merchant_transaction_id}',
    explanation:
      'Gives the transaction an id with a slash, a space and a question mark. The contract does not say that ids are UUIDs. A backend that accepts nothing else is not judged.',
    run: async (trial) => {
      const amount = trial.equipment.nextAmount();
      const alias = `certify/${crypto.randomUUID()} a?b=1`;
      const { realId } = await renamed(trial, amount, alias);
      const answer = await trial.mint({ amount });
      const orderId = need(answer.orderId, 'a backend that accepts an id that is no UUID');
      const order = {
        orderId,
        transactionId: alias,
        amount,
        type: 'buy',
        user: trial.user,
        answer,
      } as const;
      await trial.act(order, 'pay', 'processing', realId());
      await trial.expectStatus(order, 'processing');
      const [read] = trial.equipment.proxy.recording.reads(alias);
      trial.note(`the backend asked for ${read?.path}`);
      require(/certify%2f/i.test(read?.path ?? ''), 'the slash in the id was not encoded');
    },
  },
];

/** Gives the transaction of an order an id of our own, in every channel. */
async function renamed(trial: Trial, amount: string, alias: string) {
  const { relay } = trial.equipment;
  let realId = '';
  const session = async (forward: Forward) => {
    const response = await forward();
    realId = String(JSON.parse(response.text).merchant_transaction_id);
    relay.rename(realId, alias);
    return withFields(response, { merchant_transaction_id: alias });
  };
  const transaction = async (forward: Forward) =>
    withFields(await forward(`/widget/transactions/${realId}`), { merchant_transaction_id: alias });
  trial.misbehave(onSession(amount, session));
  trial.misbehave(onTransaction(alias, transaction));
  return { realId: () => realId };
}
