import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { connectionFor } from '../tools/database/psql';
import { CommandError } from '../tools/process/command-error';
import { lastLines, runToEnd } from '../tools/process/run-to-end';
import { connectToDatabase } from './migrate/connection';
import { readMigrationStatus } from './migrate/status';

export type RestoreReport = {
  tables: number;
  rows: number;
  backupBytes: number;
  backupSeconds: number;
  restoreSeconds: number;
};

/**
 * Backs the database up with pg_dump, restores the backup into a new database on the same server,
 * and compares every row. The app may keep writing: both sides use one snapshot. The role needs to
 * read every table and to create databases. Throws a CommandError if anything differs.
 */
export async function rehearseRestore(databaseUrl: string): Promise<RestoreReport> {
  const source = await connectToDatabase(databaseUrl);
  const folder = await mkdtemp(path.join(tmpdir(), 'restore-'));
  const restored = `restore_${randomBytes(4).toString('hex')}`;
  try {
    const file = path.join(folder, 'backup');
    await source.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY');
    const { rows } = await source.query<{ id: string }>('SELECT pg_export_snapshot() AS id');
    const snapshot = `--snapshot=${rows[0]?.id}`;
    const format = ['--format=custom', `--file=${file}`];
    const backupSeconds = await run('pg_dump', databaseUrl, [snapshot, ...format]);
    const expected = await readFingerprints(source);
    await source.query('COMMIT');
    await source.query(`CREATE DATABASE ${restored} TEMPLATE template0`);
    const restoredUrl = withDatabase(databaseUrl, restored);
    const options = ['--exit-on-error', '--no-owner', '--no-privileges'];
    const restoreSeconds = await run('pg_restore', restoredUrl, options, [file]);
    await compare(restoredUrl, expected);
    return {
      tables: expected.length,
      rows: expected.reduce((sum, table) => sum + table.rows, 0),
      backupBytes: (await stat(file)).size,
      ...{ backupSeconds, restoreSeconds },
    };
  } finally {
    await source.query('ROLLBACK');
    await source.query(`DROP DATABASE IF EXISTS ${restored}`);
    await source.end();
    await rm(folder, { recursive: true });
  }
}

type Fingerprint = { table: string; rows: number; hash: string };

async function readFingerprints(client: pg.Client): Promise<Fingerprint[]> {
  const { rows: tables } = await client.query<{ name: string }>(
    "SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1",
  );
  const fingerprints: Fingerprint[] = [];
  for (const { name } of tables) {
    const { rows } = await client.query<Omit<Fingerprint, 'table'>>(
      `SELECT count(*)::int AS rows, coalesce(sum(hashtextextended(t::text, 0)), 0)::text AS hash
       FROM public.${name} AS t`,
    );
    fingerprints.push(...rows.map((row) => ({ table: name, ...row })));
  }
  return fingerprints;
}

async function compare(restoredUrl: string, expected: Fingerprint[]): Promise<void> {
  const client = new pg.Client(restoredUrl);
  await client.connect();
  const found = await readFingerprints(client).finally(() => client.end());
  const different = expected.filter(
    ({ table, rows, hash }) =>
      !found.some((other) => other.table === table && other.rows === rows && other.hash === hash),
  );
  if (different.length > 0)
    throw new CommandError(
      `The restored database differs in: ${different.map(({ table }) => table).join(', ')}.`,
    );
  const { pending, failed } = await readMigrationStatus(restoredUrl);
  if (pending.length + failed.length > 0)
    throw new CommandError('The restored database lacks migrations of this version of the app.');
}

/** Returns how long it took, in seconds. */
async function run(
  program: string,
  databaseUrl: string,
  options: string[],
  files: string[] = [],
): Promise<number> {
  const { url, env } = connectionFor(databaseUrl);
  const startMs = performance.now();
  const { code, output } = await runToEnd(program, [`--dbname=${url}`, ...options, ...files], {
    env,
  });
  if (code !== 0) throw new CommandError(`${program} failed:\n${lastLines(output)}`);
  return (performance.now() - startMs) / 1_000;
}

function withDatabase(databaseUrl: string, name: string): string {
  const url = new URL(databaseUrl);
  url.pathname = `/${name}`;
  return url.href;
}
