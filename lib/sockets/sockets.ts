import 'server-only';
import { setTimeout as delay } from 'node:timers/promises';
import { env } from '../env';
import { log } from '../log';
import type { SocketMessage } from '../proof-api/schema';
import { openTransactionSocket, type TransactionSocket } from '../proof-api/socket';
import { makeDue } from '../reconciliation/mutations';
import { type Hint, ingestHint } from '../transactions/ingest';
import { claimSocketLeases, releaseSocketLeases } from './mutations';

/** Proof needs one connection per transaction. Transactions beyond this limit are only polled. */
const MAX_SOCKETS = 100;
const CLAIM_INTERVAL_MS = 2_000;
const FIRST_RECONNECT_MS = 1_000;
const MAX_RECONNECT_MS = 60_000;
const STABLE_AFTER_MS = 30_000;

type Connection = {
  socket?: TransactionSocket;
  reconnect?: NodeJS.Timeout;
  stable?: NodeJS.Timeout;
  attempts: number;
  closed: boolean;
};
type Connections = Map<string, Connection>;

/**
 * Follows viewed and young transactions over Proof's WebSocket until `stopping` aborts; messages
 * become hints.
 */
export async function runSockets(stopping: AbortSignal): Promise<void> {
  const token = crypto.randomUUID();
  const connections: Connections = new Map();
  while (!stopping.aborted) {
    await refresh(token, connections);
    await delay(CLAIM_INTERVAL_MS, undefined, { signal: stopping }).catch(() => {});
  }
  for (const id of connections.keys()) close(connections, id);
  await releaseSocketLeases(token);
}

async function refresh(token: string, connections: Connections): Promise<void> {
  try {
    const held = new Set(await claimSocketLeases(token, MAX_SOCKETS));
    for (const id of connections.keys()) if (!held.has(id)) close(connections, id);
    for (const id of held) if (!connections.has(id)) open(connections, id);
  } catch (cause) {
    log().warn({ cause }, 'socket leases could not be claimed');
  }
}

function open(connections: Connections, id: string): void {
  const connection: Connection = { attempts: 0, closed: false };
  connections.set(id, connection);
  connect(id, connection);
}

function close(connections: Connections, id: string): void {
  const connection = connections.get(id);
  if (!connection) return;
  connection.closed = true;
  clearTimeout(connection.reconnect);
  clearTimeout(connection.stable);
  connection.socket?.close();
  connections.delete(id);
}

function connect(id: string, connection: Connection): void {
  connection.socket = openTransactionSocket({
    baseUrl: env().PROOF_API_URL,
    clientToken: env().PROOF_CLIENT_TOKEN,
    merchantTransactionId: id,
    onOpen: () => {
      connection.stable = setTimeout(() => {
        connection.attempts = 0;
      }, STABLE_AFTER_MS);
      // Proof documents no initial message, so check for earlier changes.
      void logFailure(makeDue(id));
    },
    onMessage: (message) => {
      connection.attempts = 0;
      void logFailure(ingestHint(hintFromMessage(message)));
    },
    onClose: (reason) => {
      clearTimeout(connection.stable);
      if (connection.closed) return;
      log().debug({ merchantTransactionId: id, reason }, 'socket closed');
      const delayMs = reconnectDelayMs(connection.attempts);
      connection.reconnect = setTimeout(() => connect(id, connection), delayMs);
      connection.attempts += 1;
    },
  });
}

/** With jitter, so that processes do not reconnect to a restarted provider all at once. */
function reconnectDelayMs(attempts: number): number {
  const maxDelayMs = Math.min(FIRST_RECONNECT_MS * 2 ** attempts, MAX_RECONNECT_MS);
  return maxDelayMs * (0.5 + Math.random() / 2);
}

function hintFromMessage(message: SocketMessage): Hint {
  return {
    merchantTransactionId: message.merchant_transaction_id,
    source: 'socket',
    status: message.status,
    providerTime: message.occurred_at ?? null,
    reason: 'Proof sent it over the WebSocket.',
    ...(message.payment_method ? { paymentMethod: message.payment_method } : {}),
    payload: message,
  };
}

async function logFailure(work: Promise<unknown>): Promise<void> {
  await work.catch((cause) => log().warn({ cause }, 'a socket message was not recorded'));
}
