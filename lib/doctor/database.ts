import 'server-only';
import { statfs } from 'node:fs/promises';
import pg from 'pg';
import { knownMigrations } from '../ops/health';
import {
  type Check,
  check,
  type Finding,
  failed,
  passed,
  reasonOf,
  skipAll,
  skipped,
  warning,
} from './check';
import { judgeClock, readClock } from './clock';
import { judgeDisk } from './disk';
import { checkNotifications } from './notifications';

const TIMEOUT_MS = 5_000;
const MIN_VERSION = 15;

/** Uses connections of its own, so that it says why none can be opened. */
export async function checkDatabase(connectionString: string): Promise<Check[]> {
  const client = new pg.Client({
    connectionString,
    connectionTimeoutMillis: TIMEOUT_MS,
    query_timeout: TIMEOUT_MS,
  });
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (cause) {
    return unreachable(cause);
  }
  try {
    const version = await readVersion(client);
    return [
      check('database', passed(`PostgreSQL answers at ${client.host}:${client.port}.`)),
      check('databaseVersion', judgeVersion(version)),
      check('migrations', await checkMigrations(client)),
      check('databaseClock', await checkClock(client)),
      check('notifications', await checkNotifications(connectionString)),
      check('disk', await checkDisk(client)),
    ];
  } finally {
    await client.end();
  }
}

function unreachable(cause: unknown): Check[] {
  const problem = failed({
    found: `No connection to PostgreSQL: ${reasonOf(cause)}.`,
    why: 'Without the database the app serves no page and no webhook.',
    fix: [
      'Compare DATABASE_URL with what your database provider gave you: host, port, user, password, database name, and sslmode.',
      'Try the same URL from this machine: `npm run db:shell`',
    ],
  });
  const rest = ['databaseVersion', 'migrations', 'databaseClock', 'notifications', 'disk'] as const;
  return [check('database', problem), ...skipAll(rest, 'Needs the database.')];
}

async function readVersion(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
  return rows[0]?.server_version ?? 'unknown';
}

export function judgeVersion(version: string): Finding {
  if (Number.parseInt(version, 10) >= MIN_VERSION) return passed(`PostgreSQL ${version}.`);
  return failed({
    found: `PostgreSQL ${version}, and the app needs ${MIN_VERSION} or newer.`,
    why: 'The app is tested with PostgreSQL 15 and newer only.',
    fix: [
      'Upgrade the server, or create a new one, and move the data: `pg_dump OLD_URL | psql NEW_URL`',
    ],
  });
}

type AppliedMigration = { migration_name: string; finished: boolean };

async function checkMigrations(client: pg.Client): Promise<Finding> {
  const known = await knownMigrations();
  const { rows } = await client
    .query<AppliedMigration>(
      'SELECT migration_name, finished_at IS NOT NULL AS finished FROM _prisma_migrations WHERE rolled_back_at IS NULL',
    )
    .catch((error: unknown) => {
      // The table is created by the first migration.
      if (error instanceof pg.DatabaseError && error.code === '42P01') return { rows: [] };
      throw error;
    });
  const applied = rows.filter(({ finished }) => finished).map((row) => row.migration_name);
  const pending = known.filter((name) => !applied.includes(name));
  const unfinished = rows.filter(({ finished }) => !finished).map((row) => row.migration_name);
  const unknown = applied.filter((name) => !known.includes(name));
  return judgeMigrations({ count: known.length, pending, unfinished, unknown });
}

function judgeMigrations({
  count,
  pending,
  unfinished,
  unknown,
}: {
  count: number;
  pending: string[];
  unfinished: string[];
  unknown: string[];
}): Finding {
  if (unfinished.length > 0)
    return failed({
      found: `A migration started and did not finish: ${unfinished.join(', ')}.`,
      why: 'The tables are in a state between two versions.',
      fix: ['Look at the state: `npm run db:status`', 'Restore a backup, or finish it by hand.'],
    });
  if (pending.length > 0)
    return failed({
      found: `${pending.length} of ${count} migrations are not applied: ${pending.join(', ')}.`,
      why: 'The app reads and writes tables and columns that do not exist yet.',
      fix: ['Back up the database, then run: `npm run db:migrate`'],
    });
  if (unknown.length > 0)
    return warning({
      found: `The database has migrations that this version does not know: ${unknown.join(', ')}.`,
      why: 'A newer version has migrated it. This one may not fit its tables.',
      fix: ['Deploy the newer version, or compare the two: `npm run db:status`'],
    });
  return passed(`All ${count} are applied.`);
}

async function checkClock(client: pg.Client): Promise<Finding> {
  const sentMs = Date.now();
  const { rows } = await client.query<{ ms: number }>(
    'SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS ms',
  );
  const theirMs = rows[0]?.ms ?? Number.NaN;
  return judgeClock(readClock('the database', theirMs, { sentMs, receivedMs: Date.now() }));
}

const LOCAL_HOSTS = ['localhost', '127.0.0.1', '::1'];

/** Only where the files are on this machine, as with the embedded PostgreSQL. */
async function checkDisk(client: pg.Client): Promise<Finding> {
  if (!LOCAL_HOSTS.includes(client.host))
    return skipped('The database is on another machine. Watch its disk there.');
  try {
    const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
    const folder = rows[0]?.data_directory ?? '';
    const { bavail, bsize } = await statfs(folder);
    return judgeDisk(folder, bavail * bsize);
  } catch (cause) {
    return skipped(`Its data folder can't be seen from here: ${reasonOf(cause)}.`);
  }
}
