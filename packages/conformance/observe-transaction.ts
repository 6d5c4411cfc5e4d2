import { setTimeout as pause } from 'node:timers/promises';
import { type ApiResponse, isSuccess, summarise } from './api-client';
import { canFollow, type Status, statusSchema } from './contract';
import { ObservationFailedError, RuleSkippedError } from './errors';
import { openSocket, type SocketAttempt } from './open-socket';
import { type Push, statusOf } from './push';
import type { CheckSetup, Session } from './setup';
import type { ReceivedWebhook } from './webhook-listener';

const CHANNEL_POLL_MS = 20;
/** The interval between reads while GET is behind the socket or a webhook. */
const CATCH_UP_POLL_MS = 250;

export type Snapshot = {
  status: Status;
  fields: Record<string, unknown>;
  response: ApiResponse;
  /** When the request was sent, on the clock of `performance.now()`. */
  startedAtMs: number;
};

export type ObservedTransaction = {
  session: Session;
  /** Every read, oldest first. */
  reads: Snapshot[];
  /** The first read of each status that polling saw, oldest first. */
  snapshots: Snapshot[];
  /** The last read, after the settle time, when nothing should change any more. */
  final: Snapshot;
  socket: SocketAttempt;
  /** `null` without a webhook listener. */
  webhooks: ReceivedWebhook[] | null;
};

type Observation = { setup: CheckSetup; id: string; socket: SocketAttempt; reads: Snapshot[] };

/**
 * Opens the socket, asks for the payment, and polls until the transaction ends. Because a failed
 * payment can be retried, `failed` counts as the end only after the retry time.
 */
export async function observeTransaction(
  setup: CheckSetup,
  session: Session,
  askToPay: () => void | Promise<void>,
): Promise<ObservedTransaction> {
  const socket = await openSocket(setup.client, session.id);
  const reads: Snapshot[] = [];
  const observation: Observation = { setup, id: session.id, socket, reads };
  try {
    await read(observation);
    await askToPay();
    await pollToEnd(observation);
    const snapshots = reads.filter(({ status }, index) => status !== reads[index - 1]?.status);
    await awaitChannels(observation);
    const final = await read(observation);
    const webhooks = setup.webhooks && webhooksAbout(observation);
    return { session, reads, snapshots, final, socket, webhooks };
  } finally {
    if (socket.opened) socket.socket.close();
  }
}

async function pollToEnd(observation: Observation): Promise<void> {
  const { setup, reads } = observation;
  const { timeoutMs, retryMs } = setup.options;
  const deadlineMs = performance.now() + timeoutMs;
  let failedAtMs: number | null = null;
  while (performance.now() < deadlineMs) {
    const { status } = await read(observation);
    if (status === 'completed' || status === 'cancelled') return;
    failedAtMs = status === 'failed' ? (failedAtMs ?? performance.now()) : null;
    if (failedAtMs !== null && performance.now() - failedAtMs > retryMs) return;
    await pauseUntilNews(observation);
  }
  const seen = [...new Set(reads.map(({ status }) => status))].join(', ');
  const message = `the transaction did not end within ${timeoutMs / 1_000} s (saw ${seen})`;
  const pushed = statusAhead(observation);
  if (pushed === null) throw new RuleSkippedError(message);
  const report = `${message}, but ${pushed} was reported`;
  throw new ObservationFailedError('authority', report, reads.at(-1)?.response);
}

/** What a channel reported last, if GET is behind it. */
function statusAhead(observation: Observation): Status | null {
  const latest = observation.reads.at(-1)?.status ?? 'pending';
  const pushed = pushesAbout(observation).map(statusOf).at(-1) ?? null;
  return pushed !== null && pushed !== latest && canFollow(latest, pushed) ? pushed : null;
}

/** Waits for the next poll, or less if a channel reports something or GET is behind a report. */
async function pauseUntilNews(observation: Observation): Promise<void> {
  const { pollMs } = observation.setup.options;
  const countPushes = () => pushesAbout(observation).length;
  const before = countPushes();
  const isBehind = statusAhead(observation) !== null;
  const untilMs = performance.now() + (isBehind ? Math.min(pollMs, CATCH_UP_POLL_MS) : pollMs);
  while (performance.now() < untilMs && countPushes() === before) {
    await pause(Math.min(pollMs, CHANNEL_POLL_MS));
  }
}

function webhooksAbout({ setup, id }: Observation): ReceivedWebhook[] {
  const received = setup.webhooks?.received ?? [];
  return received.filter(({ body }) => body?.merchant_transaction_id === id);
}

function pushesAbout(observation: Observation): Push[] {
  const { socket } = observation;
  const messages = socket.opened ? socket.socket.messages : [];
  return [...messages, ...webhooksAbout(observation)].sort((a, b) => a.atMs - b.atMs);
}

/** Waits until every channel has reported the last status, for at most the settle time. */
async function awaitChannels(observation: Observation): Promise<void> {
  const { setup, socket, reads } = observation;
  const { settleMs, quietMs } = setup.options;
  const last = reads.at(-1)?.status;
  const deadlineMs = performance.now() + settleMs;
  const lacksLast = (pushes: Push[]) => !pushes.some((push) => statusOf(push) === last);
  const isBehind = () =>
    (socket.opened && lacksLast(socket.socket.messages)) ||
    (setup.webhooks !== null && lacksLast(webhooksAbout(observation)));
  while (isBehind() && performance.now() < deadlineMs) await pause(CHANNEL_POLL_MS);
  await pause(quietMs);
}

/** @throws ObservationFailedError if the status cannot be read any more */
async function read({ setup, id, reads }: Observation): Promise<Snapshot> {
  const startedAtMs = performance.now();
  const response = await setup.client.transaction(id);
  const fields = response.body ?? {};
  const status = statusSchema.safeParse(fields.status);
  if (!isSuccess(response) || !status.success) {
    const hasStatus = isSuccess(response) && fields.status !== undefined;
    const found = hasStatus ? `the status ${JSON.stringify(fields.status)}` : summarise(response);
    const previous = reads.at(-1)?.status;
    // The rules about a new transaction report the first read, and an outage breaks no rule.
    if (previous === undefined || response.status >= 500)
      throw new RuleSkippedError(`a read returned ${found}`);
    const message = `after ${previous}, a read returned ${found}`;
    throw new ObservationFailedError('progress', message, response);
  }
  const snapshot = { status: status.data, fields, response, startedAtMs };
  reads.push(snapshot);
  return snapshot;
}
