import 'server-only';
import { setTimeout as delay } from 'node:timers/promises';
import { env } from '../env';
import { recordHint } from '../hints/mutations';
import { log } from '../log';
import type { SocketMessage } from '../proof-api/schema';
import { openTransactionSocket, type TransactionSocket } from '../proof-api/socket';
import { claimWatches, makeDue, releaseWatches } from './mutations';

/** Proof wants one connection per transaction; what is beyond this many is polled only. */
const MOST_SOCKETS = 100;
const CLAIM_EVERY_MS = 2_000;
const FIRST_RECONNECT_MS = 1_000;
const LONGEST_RECONNECT_MS = 60_000;
/** A connection that lasts this long works; one that is closed at once is not tried at once again. */
const STABLE_AFTER_MS = 30_000;

type Watch = {
  socket?: TransactionSocket;
  retry?: NodeJS.Timeout;
  stable?: NodeJS.Timeout;
  attempts: number;
  ended: boolean;
};

/** Follows hot transactions over Proof's WebSocket and records what it says as hints. */
export function startWatcher(): { stop: () => Promise<void> } {
  const token = crypto.randomUUID();
  const watches = new Map<string, Watch>();
  const stopping = new AbortController();
  const running = run(token, watches, stopping.signal);
  return {
    stop: async () => {
      stopping.abort();
      await running;
      for (const [id, watch] of watches) end(watches, id, watch);
      await releaseWatches(token).catch((cause) => log().warn({ cause }, 'watches not released'));
    },
  };
}

async function run(token: string, watches: Map<string, Watch>, stopping: AbortSignal) {
  while (!stopping.aborted) {
    await refresh(token, watches);
    await delay(CLAIM_EVERY_MS, undefined, { signal: stopping }).catch(() => {});
  }
}

async function refresh(token: string, watches: Map<string, Watch>): Promise<void> {
  try {
    const held = new Set(await claimWatches(token, MOST_SOCKETS));
    for (const [id, watch] of watches) if (!held.has(id)) end(watches, id, watch);
    for (const id of held) if (!watches.has(id)) begin(watches, id);
  } catch (cause) {
    log().warn({ cause }, 'hot transactions could not be claimed');
  }
}

function begin(watches: Map<string, Watch>, id: string): void {
  const watch: Watch = { attempts: 0, ended: false };
  watches.set(id, watch);
  connect(id, watch);
}

function end(watches: Map<string, Watch>, id: string, watch: Watch): void {
  watch.ended = true;
  clearTimeout(watch.retry);
  clearTimeout(watch.stable);
  watch.socket?.close();
  watches.delete(id);
}

function connect(id: string, watch: Watch): void {
  watch.socket = openTransactionSocket({
    baseUrl: env().PROOF_API_URL,
    clientToken: env().PROOF_CLIENT_TOKEN,
    merchantTransactionId: id,
    onOpen: () => {
      watch.stable = setTimeout(() => {
        watch.attempts = 0;
      }, STABLE_AFTER_MS);
      // No initial message is documented, so whatever changed before is asked for.
      void safely(makeDue(id));
    },
    onMessage: (message) => {
      watch.attempts = 0;
      void safely(recordHint(hintFromMessage(message)));
    },
    onClose: (reason) => {
      clearTimeout(watch.stable);
      if (watch.ended) return;
      log().debug({ merchantTransactionId: id, reason }, 'socket closed');
      watch.retry = setTimeout(() => connect(id, watch), reconnectDelayMs(watch.attempts));
      watch.attempts += 1;
    },
  });
}

/** Exponential with a cap, and spread out so that a restarted provider is not stormed. */
export function reconnectDelayMs(attempts: number, random = Math.random()): number {
  const longest = Math.min(FIRST_RECONNECT_MS * 2 ** attempts, LONGEST_RECONNECT_MS);
  return longest * (0.5 + random / 2);
}

function hintFromMessage(message: SocketMessage) {
  return {
    merchantTransactionId: message.merchant_transaction_id,
    source: 'socket' as const,
    status: message.status,
    providerTime: message.occurred_at ?? null,
    reason: 'Proof sent it over the WebSocket.',
    ...(message.payment_method ? { paymentMethod: message.payment_method } : {}),
    payload: message,
  };
}

async function safely(work: Promise<unknown>): Promise<void> {
  await work.catch((cause) => log().warn({ cause }, 'a socket message was not recorded'));
}
