import 'server-only';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { env } from '../env';
import { countStreams } from '../live/feed';
import { listener } from '../live/listener';
import { log } from '../log';
import { countOverdue, getAppliedMigrations } from './data';

/** Twice a lease, so that another process had time to take over. */
const OVERDUE_SECONDS = 60;

type Part = { ok: boolean; detail: string };

export type Health = {
  /** Degraded: it can serve, but statuses are late. */
  status: 'ok' | 'degraded' | 'unavailable';
  database: Part;
  migrations: Part;
  reconciler: Part;
  feed: Part;
};

/**
 * A late reconciler or a disconnected feed only causes delays, so neither makes the app unavailable.
 * A feed reconnects within seconds. A reconciler that is late needs somebody.
 */
export async function checkHealth(): Promise<Health> {
  const parts = await checkDatabase();
  const canServe = parts.database.ok && parts.migrations.ok;
  const connected = listener().isConnected();
  return {
    status: canServe ? (parts.reconciler.ok ? 'ok' : 'degraded') : 'unavailable',
    ...parts,
    feed: {
      ok: connected,
      detail: `${connected ? 'listening' : 'reconnecting'}, ${countStreams()} streams`,
    },
  };
}

async function checkDatabase(): Promise<Pick<Health, 'database' | 'migrations' | 'reconciler'>> {
  try {
    const applied = await getAppliedMigrations();
    const missing = (await knownMigrations()).filter((name) => !applied.includes(name));
    const migrated = missing.length === 0;
    const overdue = migrated ? await countOverdue(OVERDUE_SECONDS) : 0;
    return {
      database: { ok: true, detail: 'reachable' },
      migrations: {
        ok: migrated,
        detail: migrated ? 'up to date' : `not applied: ${missing.join(', ')}`,
      },
      reconciler: { ok: overdue === 0, detail: `${env().RECONCILER}, ${overdue} overdue` },
    };
  } catch (cause) {
    log().warn({ cause }, 'the health check cannot reach the database');
    const unknown = { ok: false, detail: 'unknown while the database is down' };
    const database = { ok: false, detail: 'not reachable, or never migrated' };
    return { database, migrations: unknown, reconciler: unknown };
  }
}

/** The migrations of this version of the app. */
export async function knownMigrations(): Promise<string[]> {
  const folder = path.join(process.cwd(), 'prisma/migrations');
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
}
