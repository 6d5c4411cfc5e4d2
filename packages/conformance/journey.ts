import { setTimeout as pause } from 'node:timers/promises';
import { fieldsOf } from './answers';
import { type Status, statusSchema } from './contract';
import type { Exchange } from './exchange';
import type { Session, Setup } from './setup';
import { openSocket, type SocketAttempt } from './socket-probe';
import { NotChecked } from './verdict';
import type { ReceivedWebhook } from './webhook-listener';

const LISTEN_MS = 20;

/** An answer of GET in which something had changed since the one before. */
export type Sighting = { status: Status; fields: Record<string, unknown>; exchange: Exchange };

/** One transaction, followed from its session until nothing more is to come. */
export type Journey = {
  session: Session;
  /** What polling saw, oldest first, without repetitions of the same status. */
  sightings: Sighting[];
  /** The last answer, some time after the last change. */
  final: Sighting;
  socket: SocketAttempt;
  /** `null` when no webhooks were listened for. */
  webhooks: ReceivedWebhook[] | null;
};

/**
 * Opens the socket, asks for the payment, and polls until the transaction ends. A failed payment may
 * be tried again, so `failed` ends it only after it has lasted.
 */
export async function observeJourney(
  setup: Setup,
  session: Session,
  askToPay: () => void,
): Promise<Journey> {
  const socket = await openSocket(setup.client, session.id);
  try {
    const sightings = [await look(setup, session.id)];
    askToPay();
    await followToEnd(setup, session.id, sightings);
    await awaitChannels(setup, session.id, sightings, socket);
    const final = await look(setup, session.id);
    const webhooks = setup.webhooks && webhooksAbout(setup, session.id);
    return { session, sightings, final, socket, webhooks };
  } finally {
    if (socket.opened) socket.socket.close();
  }
}

async function followToEnd(setup: Setup, id: string, sightings: Sighting[]): Promise<void> {
  const { timeoutMs, pollMs, retryMs } = setup.options;
  const deadlineMs = performance.now() + timeoutMs;
  let failedAtMs: number | null = null;
  while (performance.now() < deadlineMs) {
    const latest = await look(setup, id);
    if (latest.status !== sightings.at(-1)?.status) sightings.push(latest);
    if (latest.status === 'completed' || latest.status === 'cancelled') return;
    failedAtMs = latest.status === 'failed' ? (failedAtMs ?? performance.now()) : null;
    if (failedAtMs !== null && performance.now() - failedAtMs > retryMs) return;
    await pause(pollMs);
  }
  const seen = sightings.map(({ status }) => status).join(', ');
  throw new NotChecked(`the transaction did not end within ${timeoutMs / 1_000} s (saw ${seen})`);
}

function webhooksAbout({ webhooks }: Setup, id: string): ReceivedWebhook[] {
  return (webhooks?.received ?? []).filter(({ body }) => body?.merchant_transaction_id === id);
}

/** Until every channel has told the last status, or it has had its time to. */
async function awaitChannels(
  setup: Setup,
  id: string,
  sightings: Sighting[],
  socket: SocketAttempt,
): Promise<void> {
  const { settleMs, quietMs } = setup.options;
  const last = sightings.at(-1)?.status;
  const deadlineMs = performance.now() + settleMs;
  const areBehind = () =>
    (socket.opened && !socket.socket.messages.some((told) => told?.status === last)) ||
    (setup.webhooks && !webhooksAbout(setup, id).some(({ body }) => body?.status === last));
  while (areBehind() && performance.now() < deadlineMs) await pause(LISTEN_MS);
  await pause(quietMs);
}

async function look(setup: Setup, id: string): Promise<Sighting> {
  const exchange = await setup.client.transaction(id);
  const fields = fieldsOf(exchange);
  const status = statusSchema.safeParse(fields.status);
  if (!status.success) throw new NotChecked('the status could not be read from GET');
  return { status: status.data, fields, exchange };
}
