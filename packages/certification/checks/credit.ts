import { toUnits } from '../partner/decimal';
import { until } from '../wait';
import type { Check } from './check';
import { need, require } from './expect';
import { type Forward, onTransaction, withFields } from './misbehaviours';

const SECTION = 'GET /widget/transactions/{merchant_transaction_id}';
const WATCH_MS = 1_000;

export const creditChecks: Check[] = [
  {
    id: 'credit.not-before-completed',
    title: 'nothing is credited before a transaction is completed',
    grade: 'must',
    section: 'Status',
    explanation:
      'Pays an order and reads what is credited while it is processing, and when it is completed.',
    run: async (trial) => {
      need(trial.equipment.adapter.credited, '"credited" in the file');
      const order = await trial.order();
      const before = await trial.credited(order);
      await trial.act(order, 'pay', 'processing');
      await trial.expectStatus(order, 'processing');
      const isMore = async () => (await trial.credited(order)) !== before;
      require(!(await until(isMore, WATCH_MS)), 'the order was credited while it was processing');
      await trial.act(order, 'complete', 'completed');
      await trial.expectCredited(order, before + (toUnits(order.amount) ?? 0n));
    },
  },
  {
    id: 'credit.final-amount',
    title: 'the final amount of the provider is credited, not the one that was ordered',
    grade: 'must',
    section: SECTION,
    explanation:
      'Completes an order with a crypto_amount that is half a unit less than what was ordered.',
    run: async (trial) => {
      need(trial.equipment.adapter.credited, '"credited" in the file');
      const order = await trial.order();
      const before = await trial.credited(order);
      const crypto_amount = `${Number(order.amount) - 1}.5`;
      const reply = async (forward: Forward) => {
        const response = await forward();
        return withFields(response, { crypto_amount });
      };
      trial.misbehave(onTransaction(order.transactionId, reply));
      trial.equipment.relay.hold(order.transactionId);
      await trial.act(order, 'pay', 'processing');
      await trial.act(order, 'complete', 'completed');
      trial.note(`the provider says that ${crypto_amount} of ${order.amount} was delivered`);
      await trial.expectStatus(order, 'completed');
      await trial.expectCredited(order, before + (toUnits(crypto_amount) ?? 0n));
    },
  },
];
