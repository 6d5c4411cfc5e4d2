import { CheckFailedError } from '../errors';
import { until } from '../wait';
import type { Check } from './check';
import { need, require } from './expect';
import type { Trial } from './trial';

const SECTION = 'Channel: partner webhook';
const WATCH_MS = 3_000;

async function restart(trial: Trial, meanwhile: () => Promise<void>): Promise<void> {
  const backend = need(trial.equipment.process, '"start" in the file');
  await backend.stop();
  trial.note('the backend was stopped');
  await meanwhile();
  await backend.start().catch((error: Error) => {
    throw new CheckFailedError(`it did not start again. ${error.message}`);
  });
  trial.note('the backend was started again');
}

export const restartChecks: Check[] = [
  {
    id: 'restart.open-order',
    title: 'a transaction that completes while the backend is down is followed after its restart',
    grade: 'must',
    section: SECTION,
    explanation:
      'Stops the backend, completes an order, whose webhooks are lost, and starts the backend again. It must remember the order and ask.',
    phase: 'alone',
    run: async (trial) => {
      need(trial.equipment.process, '"start" in the file');
      const order = await trial.order();
      trial.equipment.relay.hold(order.transactionId);
      await restart(trial, async () => {
        await trial.act(order, 'pay', 'processing');
        await trial.act(order, 'complete', 'completed');
      });
      await trial.expectStatus(order, 'completed');
    },
  },
  {
    id: 'restart.credits-once',
    title: 'a restart does not credit a completed transaction again',
    grade: 'must',
    section: SECTION,
    explanation: 'Completes an order, restarts the backend, and compares what is credited.',
    phase: 'alone',
    run: async (trial) => {
      need(trial.equipment.process, '"start" in the file');
      need(trial.equipment.adapter.credited, '"credited" in the file');
      const { relay, pollMs } = trial.equipment;
      const order = await trial.order();
      const initially = await trial.credited(order);
      await trial.act(order, 'pay', 'processing');
      await trial.act(order, 'complete', 'completed');
      await trial.expectStatus(order, 'completed');
      const webhook = await relay.webhook(order.transactionId, 'completed', pollMs);
      await until(() => webhook?.delivery, pollMs);
      await until(async () => (await trial.credited(order)) !== initially, pollMs);
      const before = await trial.credited(order);
      await restart(trial, async () => {});
      const isDifferent = async () => (await trial.credited(order)) !== before;
      require(!(await until(isDifferent, WATCH_MS)), 'what is credited changed');
    },
  },
];
