import 'server-only';
import { EventEmitter } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { env } from '../env';
import { log } from '../log';
import { processWide } from '../process-wide';

const RECONNECT_MS = 1_000;
/** A connection that lost its peer without a word is found out by asking. */
const PROBE_EVERY_MS = 5_000;
const PROBE_TIMEOUT_MS = 5_000;

/**
 * The process's one LISTEN connection. Notifications are wake-up calls only: they carry an id at
 * most, are never replayed, and whoever is woken reads the database. After every (re)connect all
 * are woken once, since what was notified meanwhile is lost.
 */
export type Listener = {
  /** Some transaction became due. Answers the function that ends the subscription. */
  onDue: (wake: () => void) => () => void;
  /** A user's timeline grew. */
  onEvent: (userId: string, wake: () => void) => () => void;
  isConnected: () => boolean;
  close: () => Promise<void>;
};

export function listener(): Listener {
  return processWide('listener', startListener);
}

function startListener(): Listener {
  const wakes = new EventEmitter().setMaxListeners(0);
  let client: pg.Client | undefined;
  let closed = false;

  const subscribe = (name: string, wake: () => void) => {
    wakes.on(name, wake);
    return () => void wakes.off(name, wake);
  };
  const connect = async () => {
    const next = new pg.Client({
      connectionString: env().DATABASE_URL,
      connectionTimeoutMillis: PROBE_TIMEOUT_MS,
      query_timeout: PROBE_TIMEOUT_MS,
    });
    const ended = new Promise<void>((resolve) => next.once('end', resolve));
    next.on('error', (cause) => log().warn({ cause }, 'the LISTEN connection failed'));
    next.on('notification', ({ channel, payload }) => wakes.emit(eventName(channel, payload)));
    try {
      await next.connect();
      await next.query('LISTEN transaction_due; LISTEN transaction_event');
      client = next;
      for (const name of wakes.eventNames()) wakes.emit(name);
      await probeUntil(next, ended);
    } catch (cause) {
      log().warn({ cause }, 'the LISTEN connection is down');
    }
    client = undefined;
    await next.end().catch(() => {});
    if (!closed) setTimeout(() => void connect(), RECONNECT_MS).unref();
  };
  void connect();

  return {
    onDue: (wake) => subscribe('due', wake),
    onEvent: (userId, wake) => subscribe(`event ${userId}`, wake),
    isConnected: () => client !== undefined,
    close: async () => {
      closed = true;
      await client?.end().catch(() => {});
    },
  };
}

function eventName(channel: string, payload: string | undefined): string {
  return channel === 'transaction_due' ? 'due' : `event ${payload}`;
}

/** Resolves when the connection ended, rejects when it no longer answers. */
async function probeUntil(client: pg.Client, ended: Promise<void>): Promise<void> {
  const over = new AbortController();
  void ended.then(() => over.abort());
  while (!over.signal.aborted) {
    await delay(PROBE_EVERY_MS, undefined, { signal: over.signal, ref: false }).catch(() => {});
    if (!over.signal.aborted) await client.query('SELECT 1');
  }
}
