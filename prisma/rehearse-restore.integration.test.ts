import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import getPort from 'get-port';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { locateCluster } from '../tools/database/location';
import { runToEnd } from '../tools/process/run-to-end';
import { applyMigrations } from './migrate/apply';
import { rehearseRestore } from './rehearse-restore';

/**
 * The installed server that belongs to the installed pg_dump, which refuses the newer embedded one.
 * Only CI must have them.
 */
const programs = findPrograms();
const testWithPrograms = test.skipIf(!programs && !process.env.CI);

let folder: string;
let url: string;

function findPrograms(): string | undefined {
  try {
    const version = execFileSync('pg_dump', ['--version'], { encoding: 'utf8' });
    const program = execFileSync('sh', ['-c', 'command -v pg_dump'], { encoding: 'utf8' }).trim();
    const major = String(/ (\d+)\./.exec(version)?.[1]);
    const folders = [`/usr/lib/postgresql/${major}/bin`, path.dirname(realpathSync(program))];
    return folders.find((candidate) => existsSync(path.join(candidate, 'initdb')));
  } catch {
    return undefined;
  }
}

/** As an account that may run PostgreSQL. */
async function run(program: string, args: string[]): Promise<void> {
  const { account } = locateCluster('installed-postgres');
  const file = path.join(String(programs), program);
  const { code, output } = await runToEnd(file, args, { ...account, cwd: folder });
  if (code !== 0) throw new Error(output);
}

beforeAll(async () => {
  if (!programs) return;
  folder = mkdtempSync(path.join(tmpdir(), 'installed-postgres-'));
  const { account } = locateCluster('installed-postgres');
  if (account) chownSync(folder, account.uid, account.gid);
  const port = await getPort({ host: '127.0.0.1' });
  const data = path.join(folder, 'data');
  await run('initdb', ['--pgdata', data, '--auth=trust', '--username=postgres', '--no-sync']);
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=`;
  const log = ['--log', path.join(folder, 'log')];
  await run('pg_ctl', ['start', '--wait', '--pgdata', data, ...log, '-o', options]);
  url = `postgresql://postgres@127.0.0.1:${port}/postgres`;
  await applyMigrations(url);
});

afterAll(async () => {
  if (!programs) return;
  await run('pg_ctl', ['stop', '--mode', 'fast', '--pgdata', path.join(folder, 'data')]);
  rmSync(folder, { recursive: true });
});

async function query(sql: string) {
  const client = new pg.Client(url);
  await client.connect();
  return client.query(sql).finally(() => client.end());
}

testWithPrograms('a backup is restored with every row, and leaves no database behind', async () => {
  await query(`INSERT INTO users (id, email) SELECT id, id || '@example.com'
    FROM generate_series(1, 1000) AS id`);
  const report = await rehearseRestore(url);
  expect(report.rows).toBeGreaterThan(1_000);
  expect(report.tables).toBeGreaterThan(10);
  const databases = await query("SELECT FROM pg_database WHERE datname LIKE 'restore%'");
  expect(databases.rowCount).toBe(0);
});

testWithPrograms('a restored database with another row is recognised', async () => {
  const original = process.env.PATH;
  const lossy = path.join(folder, 'pg_restore');
  const real = path.join(String(programs), 'pg_restore');
  const change = `UPDATE users SET name = 'changed' WHERE id = '7'`;
  // A restore that does its work, and then changes one value.
  const then = `${programs}/psql "\${1#--dbname=}" --command "${change}"`;
  writeFileSync(lossy, `#!/bin/sh\n${real} "$@" && ${then}\n`, { mode: 0o755 });
  process.env.PATH = `${folder}${path.delimiter}${original}`;
  try {
    await expect(rehearseRestore(url)).rejects.toThrow('The restored database differs in: users.');
  } finally {
    process.env.PATH = original;
  }
});
