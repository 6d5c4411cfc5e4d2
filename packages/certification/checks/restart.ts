import { CheckFailedError } from '../errors';
import { until } from '../wait';
import type { Check } from './check';
import { need, require } from './expect';
import type { Trial } from './trial';

const SECTION = 'Channel: partner webhook';
const WATCH_MS = 3_000;

type Ending = 'stop' | 'kill';

/** Ends the backend and starts it again. @throws NotApplicableError without `start` */
async function restart(trial: Trial, ending: Ending, meanwhile = async () => {}): Promise<void> {
  const backend = need(trial.equipment.process, '"start" in the file');
  await backend[ending]();
  trial.note(ending === 'kill' ? 'the backend was killed with SIGKILL' : 'the backend was stopped');
  await meanwhile();
  await backend.start().catch((error: Error) => {
    throw new CheckFailedError(`it did not start again. ${error.message}`);
  });
  trial.note('the backend was started again');
}

/** A completed order whose webhooks have arrived, and what is credited after it. */
async function settledOrder(trial: Trial) {
  const { adapter, relay, pollMs } = trial.equipment;
  const order = await trial.order();
  const before = await trial.credited(order);
  await trial.complete(order);
  await trial.expectStatus(order, 'completed');
  if (adapter.webhook) {
    const webhook = await relay.webhook(order.transactionId, 'completed', pollMs);
    await until(() => webhook?.delivery, pollMs);
  }
  return { order, credited: await trial.expectCredited(order, before) };
}

const CREDIT_CHANGED = 'what is credited changed';

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
      await restart(trial, 'stop', () => trial.complete(order));
      await trial.expectStatus(order, 'completed');
    },
  },
  {
    id: 'restart.crash',
    title: 'orders, and what is credited, survive a crash',
    grade: 'must',
    section: SECTION,
    explanation:
      'Completes an order, creates another one, and kills the backend with SIGKILL at once, as a machine does that runs out of memory. What is written only at shutdown is lost then.',
    phase: 'alone',
    run: async (trial) => {
      need(trial.equipment.process, '"start" in the file');
      const { order, credited } = await settledOrder(trial);
      const open = await trial.order();
      await restart(trial, 'kill');
      await trial.expectStatus(order, 'completed', WATCH_MS);
      const restored = await trial.credited(order);
      require((restored ?? 0n) >= (credited ?? 0n), 'what was credited is lost');
      await trial.expectStatus(open, 'pending', WATCH_MS);
      await trial.complete(open);
      await trial.expectStatus(open, 'completed');
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
      const { order, credited } = await settledOrder(trial);
      await restart(trial, 'stop');
      await trial.expectStillCredited(order, credited, WATCH_MS, CREDIT_CHANGED);
    },
  },
  {
    id: 'webhook.replayed-after-restart',
    title: 'webhooks from before a restart change nothing when they arrive again after it',
    grade: 'must',
    section: SECTION,
    explanation:
      'Completes an order, restarts the backend, and sends the webhooks about the order again. The provider may redeliver them at any time, so what was handled must be remembered for good.',
    phase: 'alone',
    run: async (trial) => {
      need(trial.equipment.process, '"start" in the file');
      const { order, credited } = await settledOrder(trial);
      await restart(trial, 'stop');
      for (const status of ['processing', 'completed'] as const)
        await trial.deliver(await trial.webhookBody(order, status));
      await trial.expectStillCredited(order, credited, WATCH_MS, CREDIT_CHANGED);
      await trial.expectStatus(order, 'completed', 0);
    },
  },
];
