import 'server-only';
import { EventEmitter } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { env } from '../env';
import { log } from '../log';
import { processWide } from '../process-wide';

const RECONNECT_MS = 1_000;
/** Half-open connections raise no error, so probe them. */
const PROBE_INTERVAL_MS = 5_000;
const PROBE_TIMEOUT_MS = 5_000;
/** Finds work that became due by time, and work whose notification was lost. */
const DUE_POLL_MS = 500;

/**
 * The process's one LISTEN connection. Notifications are wake-up calls that carry an id at most;
 * subscribers read the database. Postgres never replays a notification, so every subscriber is
 * woken once after each (re)connect.
 */
export type Listener = {
  /** Work became due. Returns an unsubscribe function. */
  onDue: (wake: () => void) => () => void;
  /** A user has a new event. Returns an unsubscribe function. */
  onEvent: (userId: string, wake: () => void) => () => void;
  isConnected: () => boolean;
  close: () => Promise<void>;
};

export function listener(): Listener {
  return processWide('listener', startListener);
}

/**
 * Resolves when work became due, after half a second, or when `stopping` aborts. Removes every
 * listener it adds, since loops call it for as long as the process runs.
 */
export function waitUntilDue(stopping: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer);
      unsubscribe();
      stopping.removeEventListener('abort', wake);
      resolve();
    };
    const timer = setTimeout(wake, DUE_POLL_MS);
    const unsubscribe = listener().onDue(wake);
    stopping.addEventListener('abort', wake);
    if (stopping.aborted) wake();
  });
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

/** Resolves when the connection ended, rejects when it no longer responds. */
async function probeUntil(client: pg.Client, ended: Promise<void>): Promise<void> {
  const closed = new AbortController();
  const { signal } = closed;
  void ended.then(() => closed.abort());
  while (!signal.aborted) {
    await delay(PROBE_INTERVAL_MS, undefined, { signal, ref: false }).catch(() => {});
    if (!signal.aborted) await client.query('SELECT 1');
  }
}
