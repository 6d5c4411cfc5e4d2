import { until } from '../wait';
import type { Check } from './check';
import { need, require } from './expect';
import { type Forward, onSession, onTransaction, withFields } from './misbehaviours';
import type { Trial } from './trial';

const SECTION = 'Status';

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
      await trial.pay(order);
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
      await trial.pay(order);
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
      await trial.pay(order);
      const { pollMs } = trial.equipment;
      await trial.expectOnly(order, ['pending', 'processing'], () => asked > 1, pollMs);
      trial.note(`the API said "on_hold" ${asked} times`);
      end();
      await trial.act(order, 'complete', 'completed');
      await trial.expectStatus(order, 'completed');
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
      const { proxy, pollMs } = trial.equipment;
      const read = await until(() => proxy.recording.reads(alias)[0], pollMs);
      require(read !== null, 'the backend did not ask for a path with the encoded id');
      trial.note(`the backend asked for ${read.path}`);
      require(/certify%2f/i.test(read.path), 'the slash in the id was not encoded');
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
