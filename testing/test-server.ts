import type pg from 'pg';
import { applyMigrations } from '../prisma/migrate/apply';
import { acquireEmbeddedPostgres } from '../tools/database/embedded-postgres';
import { isRunning } from '../tools/process/is-running';
import { contentHash } from '../tools/steps/content-hash';
import { atDatabase, onServer } from './server-url';

// Without durability, tests run three times as fast.
const settings = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'max_connections=200',
];
const templateLockId = 7_391_204_655;

/**
 * Starts the Postgres server for tests with a migrated template database, and sets TEST_SERVER_URL
 * and TEST_TEMPLATE for the test processes. Returns a function that stops the server.
 */
export async function startTestServer(): Promise<() => Promise<void>> {
  const server = await acquireEmbeddedPostgres('test-postgres', settings);
  process.env.TEST_SERVER_URL = server.url;
  process.env.TEST_TEMPLATE = `template_${contentHash(['prisma/migrations']).slice(0, 16)}`;
  await dropLeftovers();
  await createTemplate(process.env.TEST_TEMPLATE);
  return server.release;
}

/** Creates the template unless a previous run with the same migrations has. */
async function createTemplate(name: string): Promise<void> {
  await onServer(async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [templateLockId]);
    if (await exists(client, name)) return;
    const unfinished = `${name}_unfinished`;
    await client.query(`DROP DATABASE IF EXISTS ${unfinished}`);
    await client.query(`CREATE DATABASE ${unfinished}`);
    await applyMigrations(atDatabase(unfinished));
    await client.query(`ALTER DATABASE ${unfinished} RENAME TO ${name}`);
  });
}

/** Drops the databases of killed test runs. The name of a database contains its process id. */
async function dropLeftovers(): Promise<void> {
  await onServer(async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      "SELECT datname FROM pg_database WHERE datname LIKE 'test\\_%'",
    );
    for (const { datname } of rows.filter((row) => !isRunning(Number(row.datname.split('_')[1])))) {
      await client.query(`DROP DATABASE IF EXISTS ${datname} WITH (FORCE)`);
    }
  });
}

async function exists(client: pg.Client, name: string): Promise<boolean> {
  const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
  return found.rowCount === 1;
}
