import type { Fields } from '../json';
import { type Exchange, now } from '../provider/recording';
import { until } from '../wait';
import type { Check } from './check';
import { need, require } from './expect';
import { orderWithSockets } from './misbehaviours';
import type { Trial } from './trial';

const QUIET_MS = 25_000;
const OPENING_MS = 5_000;
/** Longer than a backend waits that asks again because its WebSocket opened. */
const SETTLED_MS = 2_000;
const SHOWN_MS = 5_000;

/** Completes an order, and waits until the backend has asked, without asking the backend. */
async function healed(trial: Trial, sockets: 'refused' | 'silent'): Promise<void> {
  const { pollMs, proxy } = trial.equipment;
  const order = await orderWithSockets(trial, sockets);
  trial.equipment.relay.hold(order.transactionId);
  const { recording } = proxy;
  const socket =
    sockets === 'silent' &&
    need(
      await until(() => recording.socketsOf(order.transactionId)[0], OPENING_MS),
      'a backend that opens a WebSocket',
    );
  // What it asks at first, or when a socket opens, is not polling.
  const openedAt = socket ? socket.openedAt : 0;
  const isFirst = ({ startedAt }: Exchange) => startedAt >= openedAt;
  const isSettled = () => {
    const reads = recording.reads(order.transactionId);
    const lastAt = reads.at(-1)?.startedAt ?? 0;
    const areAnswered = reads.every(({ endedAt }) => endedAt !== null);
    return reads.some(isFirst) && areAnswered && now() - lastAt >= SETTLED_MS;
  };
  // A backend that asks more often than that is polling already.
  await until(isSettled, OPENING_MS);
  await trial.complete(order);
  const completedAt = now();
  const isHealed = ({ response }: { response: Fields | null }) => response?.status === 'completed';
  const read = await until(() => recording.reads(order.transactionId).find(isHealed), pollMs);
  require(read !== null, `the backend did not ask the provider within ${pollMs / 1_000} s`);
  trial.note(`the backend asked ${Math.round(read.startedAt - completedAt)} ms later`);
  await trial.expectStatus(order, 'completed', SHOWN_MS);
}

/** How the backend learns of a change, and when it stops asking. */
export const channelChecks: Check[] = [
  {
    id: 'status.lost-webhook',
    slow: true,
    title: 'a lost webhook is healed within the promised time, without anybody looking',
    grade: 'must',
    section: 'Channel: partner webhook',
    explanation:
      'Completes an order, drops its webhooks and refuses its WebSocket. The status is not read until the backend has asked the provider.',
    run: (trial) => healed(trial, 'refused'),
  },
  {
    id: 'status.silent-socket',
    slow: true,
    title: 'a WebSocket that is open and silent does not replace polling',
    grade: 'should',
    section: 'Channel: WebSocket',
    explanation:
      'Completes an order whose WebSocket stays open but sends nothing, and drops its webhooks.',
    run: (trial) => healed(trial, 'silent'),
  },
  {
    id: 'status.stops-polling',
    slow: true,
    title: 'a completed transaction is not polled any more',
    grade: 'should',
    section: 'Status',
    explanation:
      'Completes an order, and counts the requests for it afterwards. One more is accepted.',
    run: async (trial) => {
      const order = await trial.completedOrder();
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
    section: 'Status',
    explanation: 'Completes an order, and waits until the backend closes its WebSocket.',
    run: async (trial) => {
      const order = await trial.order();
      const sockets = () => trial.equipment.proxy.recording.socketsOf(order.transactionId);
      need(await until(() => sockets()[0], OPENING_MS), 'a backend that opens a WebSocket');
      await trial.complete(order);
      await trial.expectStatus(order, 'completed');
      const areClosed = () => sockets().every(({ closedAt }) => closedAt !== null);
      require((await until(areClosed, trial.equipment.pollMs)) !== null, 'it stays open');
    },
  },
];
