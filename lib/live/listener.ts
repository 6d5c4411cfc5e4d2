import 'server-only';
import { EventEmitter } from 'node:events';
import { setTimeout as delay, setInterval } from 'node:timers/promises';
import pg from 'pg';
import { env } from '../env';
import { log } from '../log';
import { processWide } from '../process-wide';

const RECONNECT_MS = 1_000;
/** Half-open connections raise no error, so probe them. */
const PROBE_INTERVAL_MS = 5_000;
const PROBE_TIMEOUT_MS = 5_000;
/** Finds work that became due by time, and work whose notification was lost. */
const DUE_POLL_MS = 250;

/**
 * The only LISTEN connection of a process. `wakes` emits `due` when work became due, and `event` with
 * a user's id when the user has a new event or signed out. Subscribers read the database. Postgres
 * never replays a notification, so every subscriber is woken once after each (re)connect.
 */
export function listener() {
  return processWide('listener', startListener);
}

/** Resolves when work became due, after a quarter of a second, or when `stopping` aborts. */
export async function waitUntilDue(stopping: AbortSignal): Promise<void> {
  const { wakes } = listener();
  const woken = new AbortController();
  const wake = () => woken.abort();
  wakes.on('due', wake);
  stopping.addEventListener('abort', wake);
  await delay(DUE_POLL_MS, undefined, { signal: woken.signal }).catch(() => {});
  // Loops call this for as long as the process runs.
  wakes.off('due', wake);
  stopping.removeEventListener('abort', wake);
}

function startListener() {
  const wakes = new EventEmitter().setMaxListeners(0);
  let client: pg.Client | undefined;
  let closed = false;

  const connect = async () => {
    const next = new pg.Client({
      connectionString: env().DATABASE_URL,
      connectionTimeoutMillis: PROBE_TIMEOUT_MS,
      query_timeout: PROBE_TIMEOUT_MS,
    });
    const lost = new AbortController();
    next.on('error', (cause) => lost.abort(cause));
    next.on('end', () => lost.abort());
    next.on('notification', ({ channel, payload }) =>
      wakes.emit(channel === 'transaction_due' ? 'due' : `event ${payload}`),
    );
    try {
      await next.connect();
      await next.query('LISTEN transaction_due; LISTEN transaction_event; LISTEN user_signed_out');
      client = next;
      for (const name of wakes.eventNames()) wakes.emit(name);
      const probes = setInterval(PROBE_INTERVAL_MS, undefined, { signal: lost.signal, ref: false });
      for await (const _ of probes) await next.query('SELECT 1');
    } catch (cause) {
      if (!closed) log().warn({ cause }, 'the LISTEN connection is down');
    }
    client = undefined;
    await next.end().catch(() => {});
    if (!closed) setTimeout(() => void connect(), RECONNECT_MS).unref();
  };
  void connect();

  return {
    wakes,
    isConnected: () => client !== undefined,
    close: async () => {
      closed = true;
      await client?.end().catch(() => {});
    },
  };
}
