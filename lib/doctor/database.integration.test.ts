import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../testing/test-database';
import { startTransactionPooler } from '../../testing/transaction-pooler';
import type { CheckName } from './check';
import { checkDatabase, judgeVersion } from './database';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function statusOf(name: CheckName, url = database.url) {
  return (await checkDatabase(url)).find((check) => check.name === name);
}

function withUrl(change: (url: URL) => void): string {
  const url = new URL(database.url);
  change(url);
  return url.href;
}

async function sql(text: string): Promise<void> {
  const client = new pg.Client(database.url);
  await client.connect();
  await client.query(text).finally(() => client.end());
}

test('a migrated database on this machine passes every check', async () => {
  const checks = await checkDatabase(database.url);
  expect(checks.map(({ status, name }) => [name, status])).toEqual(
    [
      ...['database', 'databaseVersion', 'migrations'],
      ...['databaseClock', 'notifications', 'disk'],
    ].map((name) => [name, 'passed']),
  );
});

test('a database that cannot be reached is one failure, and says why the rest was skipped', async () => {
  const [first, ...rest] = await checkDatabase(
    withUrl((url) => {
      url.port = '1';
    }),
  );
  expect(first).toMatchObject({
    status: 'failed',
    found: 'No connection to PostgreSQL: connect ECONNREFUSED 127.0.0.1:1.',
    fix: expect.arrayContaining([expect.stringContaining('npm run db:shell')]),
  });
  expect(new Set(rest.map(({ status, found }) => `${status}: ${found}`))).toEqual(
    new Set(['skipped: Needs the database.']),
  );
});

test('a wrong password is named, and not shown', async () => {
  const url = withUrl((wrong) => {
    wrong.password = 'not-the-password';
  });
  const [first] = await checkDatabase(url);
  expect(first?.found).toContain('password authentication failed');
  expect(JSON.stringify(first)).not.toContain('not-the-password');
});

test('a PostgreSQL older than 15 is found', () => {
  expect(judgeVersion('14.9 (Debian 14.9-1)')).toMatchObject({
    status: 'failed',
    found: 'PostgreSQL 14.9 (Debian 14.9-1), and the app needs 15 or newer.',
  });
  expect(judgeVersion('15.1').status).toBe('passed');
});

test('a migration that is missing, unknown or unfinished is named, with the command', async () => {
  const last = `SELECT max(migration_name) FROM _prisma_migrations`;
  await sql(`UPDATE _prisma_migrations SET migration_name = '29990101000000_newer'
    WHERE migration_name = (${last})`);
  expect(await statusOf('migrations')).toMatchObject({
    status: 'failed',
    found: expect.stringMatching(/^1 of \d+ migrations are not applied: \d{14}_\w+\.$/),
    fix: [expect.stringContaining('npm run db:migrate')],
  });
  await sql(`INSERT INTO _prisma_migrations (id, checksum, migration_name)
    VALUES ('x', 'x', '29990102000000_broken')`);
  expect(await statusOf('migrations')).toMatchObject({
    status: 'failed',
    found: 'A migration started and did not finish: 29990102000000_broken.',
    fix: expect.arrayContaining([expect.stringContaining('npm run db:status')]),
  });
});

test('a database that was never migrated is found', async () => {
  const empty = await createTestDatabase();
  const client = new pg.Client(empty.url);
  await client.connect();
  await client.query('DROP TABLE _prisma_migrations').finally(() => client.end());
  const found = await statusOf('migrations', empty.url);
  await empty.drop();
  expect(found).toMatchObject({ status: 'failed', found: expect.stringMatching(/^(\d+) of \1 /) });
});

test('a pooler in transaction mode is recognised', async () => {
  const pooler = await startTransactionPooler(database.url);
  const found = await statusOf('notifications', pooler.url);
  pooler.close();
  expect(found).toMatchObject({
    status: 'failed',
    found: expect.stringContaining('a connection pooler in transaction mode, such as PgBouncer'),
    fix: [expect.stringContaining('the direct address of PostgreSQL'), expect.any(String)],
  });
});
