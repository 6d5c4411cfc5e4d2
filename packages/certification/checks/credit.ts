import { formatUnits, toUnits } from '../partner/decimal';
import { until } from '../wait';
import type { Check } from './check';
import { require } from './expect';
import type { Order, Trial } from './trial';

const SECTION = 'GET /widget/transactions/{merchant_transaction_id}';
const WATCH_MS = 3_000;

/** Completes an order of which the provider delivers this much. */
async function deliver(trial: Trial, order: Order, crypto_amount: string): Promise<void> {
  // A webhook's amount is a hint.
  trial.equipment.relay.hold(order.transactionId);
  await trial.pay(order);
  const path = `/transactions/${encodeURIComponent(order.transactionId)}`;
  await trial.equipment.simulator.control('PATCH', path, { crypto_amount });
  trial.note(`the provider says that ${crypto_amount} of ${order.amount} will be delivered`);
  await trial.act(order, 'complete', 'completed');
  await trial.expectStatus(order, 'completed');
}

/** A little less than was ordered, with the six decimals of USDT. */
const lessThan = ({ amount }: Order, millionths: number) =>
  `${Number(amount) - 1}.${String(millionths).padStart(6, '0')}`;

/** Two amounts whose sum binary floating point gets wrong, whatever was credited before. */
function inexact(orders: [Order, Order], before: bigint): [string, string] {
  // About every fifth pair is.
  for (let millionths = 100_001; ; millionths += 1) {
    const first = lessThan(orders[0], millionths);
    const second = lessThan(orders[1], 2 * millionths);
    const sum = Number(formatUnits(before)) + Number(first) + Number(second);
    const exact = before + (toUnits(first) ?? 0n) + (toUnits(second) ?? 0n);
    if (toUnits(sum) !== exact) return [first, second];
  }
}

export const creditChecks: Check[] = [
  {
    id: 'credit.not-before-completed',
    title: 'nothing is credited before a transaction is completed',
    grade: 'must',
    section: 'Status',
    explanation:
      'Pays an order and reads what is credited while it is processing, and when it is completed.',
    run: async (trial) => {
      const { order, before } = await trial.orderToCredit();
      await trial.pay(order);
      await trial.expectStatus(order, 'processing');
      const message = 'the order was credited while it was processing';
      await trial.expectStillCredited(order, before, WATCH_MS, message);
      await trial.act(order, 'complete', 'completed');
      await trial.expectCredited(order, before);
    },
  },
  {
    id: 'credit.final-amount',
    title: 'the final amount of the provider is credited, not the one that was ordered',
    grade: 'must',
    section: SECTION,
    explanation:
      'Completes an order with a crypto_amount that is a little less than what was ordered, and has six decimals.',
    run: async (trial) => {
      const { order, before } = await trial.orderToCredit();
      const delivered = lessThan(order, 123_457);
      await deliver(trial, order, delivered);
      await trial.expectCredited(order, before, delivered);
    },
  },
  {
    id: 'credit.exact',
    title: 'amounts with decimals add up exactly',
    grade: 'must',
    section: SECTION,
    explanation:
      'Completes two orders of a user with amounts such as 0.1 and 0.2, whose sum is wrong in binary floating point. Books that are wrong by a fraction cannot be reconciled.',
    run: async (trial) => {
      const { order: first, before } = await trial.orderToCredit();
      const second = await trial.order();
      const amounts = inexact([first, second], before ?? 0n);
      await deliver(trial, first, amounts[0]);
      await trial.expectCredited(first, before, amounts[0]);
      const between = await trial.credited(second);
      await deliver(trial, second, amounts[1]);
      await trial.expectCredited(second, between, amounts[1]);
    },
  },
  {
    id: 'credit.sell',
    title: 'a sell does not raise what is credited',
    grade: 'must',
    section: 'Status',
    explanation:
      'Completes a sell, and reads what is credited from its deposit on. The user gets fiat money for it, so crypto on top would be given away.',
    sell: true,
    run: async (trial) => {
      const { order, before } = await trial.orderToCredit({ type: 'sell' });
      await trial.complete(order);
      await trial.expectStatus(order, 'completed');
      const isMore = async () => ((await trial.credited(order)) ?? 0n) > (before ?? 0n);
      require((await until(isMore, WATCH_MS)) === null, 'the sell was credited');
      trial.note('nothing was credited');
    },
  },
];
