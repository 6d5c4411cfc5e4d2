import 'server-only';
import { once } from 'node:events';
import pg from 'pg';
import { type Finding, failed, passed, reasonOf } from './check';

const TIMEOUT_MS = 5_000;
/** Notifications arrive within milliseconds. */
const NOTIFICATION_TIMEOUT_MS = 2_000;

/**
 * Sends a notification from one connection to another, as the app does for every event. A pooler in
 * transaction mode gives both the same connection to the server, and passes no notification on.
 */
export async function checkNotifications(connectionString: string): Promise<Finding> {
  const [listener, sender] = [openClient(connectionString), openClient(connectionString)];
  const channel = `doctor_${crypto.randomUUID().replaceAll('-', '')}`;
  try {
    await Promise.all([listener.connect(), sender.connect()]);
    const arrival = once(listener, 'notification', {
      signal: AbortSignal.timeout(NOTIFICATION_TIMEOUT_MS),
    }).then(
      () => true,
      () => false,
    );
    await listener.query(`LISTEN ${channel}`);
    const listenerPid = await readPid(listener);
    const sentMs = performance.now();
    await sender.query('BEGIN');
    const senderPid = await readPid(sender);
    await sender.query(`NOTIFY ${channel}`);
    await sender.query('COMMIT');
    if (await arrival)
      return passed(`A notification arrived after ${Math.ceil(performance.now() - sentMs)} ms.`);
    return lost(listenerPid === senderPid);
  } catch (cause) {
    return failed({
      found: `The connections for the check failed: ${reasonOf(cause)}.`,
      why: 'The app needs a connection that stays open, for pages to be live.',
      fix: ['Run the check again. If it keeps failing, look at the log of the database.'],
    });
  } finally {
    await Promise.all([listener.end(), sender.end()]).catch(() => {});
  }
}

function openClient(connectionString: string): pg.Client {
  const client = new pg.Client({
    connectionString,
    connectionTimeoutMillis: TIMEOUT_MS,
    query_timeout: TIMEOUT_MS,
  });
  // Also reported by the query that fails.
  client.on('error', () => {});
  return client;
}

async function readPid(client: pg.Client): Promise<number | undefined> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return rows[0]?.pid;
}

function lost(pooled: boolean): Finding {
  return failed({
    found: pooled
      ? 'No notification arrived: two connections shared one server process. DATABASE_URL leads to a connection pooler in transaction mode, such as PgBouncer.'
      : 'No notification arrived. Something between the app and PostgreSQL drops them, probably a connection pooler.',
    why: 'Pages are then late by up to 15 seconds, and nobody is told. Notifications, and the locks of a migration, need a connection of their own.',
    fix: [
      'Set DATABASE_URL to the direct address of PostgreSQL, usually port 5432, and restart.',
      'Or set `pool_mode=session` in the pooler for this database.',
    ],
  });
}
