import { setTimeout as pause } from 'node:timers/promises';
import { type ApiResponse, requireFields } from './api-client';
import { type Status, statusSchema } from './contract';
import { RuleSkippedError } from './errors';
import { openSocket, type SocketAttempt } from './open-socket';
import type { CheckSetup, Session } from './setup';
import type { ReceivedWebhook } from './webhook-listener';

const CHANNEL_POLL_MS = 20;

export type Snapshot = { status: Status; fields: Record<string, unknown>; response: ApiResponse };

export type ObservedTransaction = {
  session: Session;
  /** One snapshot per status that polling saw, oldest first. */
  snapshots: Snapshot[];
  /** Taken after the settle time, when nothing should change any more. */
  final: Snapshot;
  socket: SocketAttempt;
  /** `null` without a webhook listener. */
  webhooks: ReceivedWebhook[] | null;
};

/**
 * Opens the socket, asks for the payment, and polls until the transaction ends. Because a failed
 * payment can be retried, `failed` counts as the end only after the retry time.
 */
export async function observeTransaction(
  setup: CheckSetup,
  session: Session,
  askToPay: () => void,
): Promise<ObservedTransaction> {
  const socket = await openSocket(setup.client, session.id);
  try {
    const snapshots = [await takeSnapshot(setup, session.id)];
    askToPay();
    await pollToEnd(setup, session.id, snapshots);
    await awaitChannels(setup, session.id, snapshots, socket);
    const final = await takeSnapshot(setup, session.id);
    const webhooks = setup.webhooks && webhooksAbout(setup, session.id);
    return { session, snapshots, final, socket, webhooks };
  } finally {
    if (socket.opened) socket.socket.close();
  }
}

async function pollToEnd(setup: CheckSetup, id: string, snapshots: Snapshot[]): Promise<void> {
  const { timeoutMs, pollMs, retryMs } = setup.options;
  const deadlineMs = performance.now() + timeoutMs;
  let failedAtMs: number | null = null;
  while (performance.now() < deadlineMs) {
    const latest = await takeSnapshot(setup, id);
    if (latest.status !== snapshots.at(-1)?.status) snapshots.push(latest);
    if (latest.status === 'completed' || latest.status === 'cancelled') return;
    failedAtMs = latest.status === 'failed' ? (failedAtMs ?? performance.now()) : null;
    if (failedAtMs !== null && performance.now() - failedAtMs > retryMs) return;
    await pause(pollMs);
  }
  const seen = snapshots.map(({ status }) => status).join(', ');
  const seconds = timeoutMs / 1_000;
  throw new RuleSkippedError(`the transaction did not end within ${seconds} s (saw ${seen})`);
}

function webhooksAbout({ webhooks }: CheckSetup, id: string): ReceivedWebhook[] {
  return (webhooks?.received ?? []).filter(({ body }) => body?.merchant_transaction_id === id);
}

/** Waits until every channel has reported the last status, for at most the settle time. */
async function awaitChannels(
  setup: CheckSetup,
  id: string,
  snapshots: Snapshot[],
  socket: SocketAttempt,
): Promise<void> {
  const { settleMs, quietMs } = setup.options;
  const last = snapshots.at(-1)?.status;
  const deadlineMs = performance.now() + settleMs;
  const isBehind = () =>
    (socket.opened && !socket.socket.messages.some((message) => message?.status === last)) ||
    (setup.webhooks && !webhooksAbout(setup, id).some(({ body }) => body?.status === last));
  while (isBehind() && performance.now() < deadlineMs) await pause(CHANNEL_POLL_MS);
  await pause(quietMs);
}

async function takeSnapshot(setup: CheckSetup, id: string): Promise<Snapshot> {
  const response = await setup.client.transaction(id);
  const fields = requireFields(response);
  const status = statusSchema.safeParse(fields.status);
  if (!status.success) throw new RuleSkippedError('GET returned no readable status');
  return { status: status.data, fields, response };
}
