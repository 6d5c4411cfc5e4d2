import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { applyMigrations } from '@/prisma/migrate/apply';
import { readMigrationStatus } from '@/prisma/migrate/status';
import { createTestDatabase, type TestDatabase } from './test-database';

let one: TestDatabase;
let other: TestDatabase;

beforeAll(async () => {
  [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
});

afterAll(() => Promise.all([one.drop(), other.drop()]));

async function query(database: TestDatabase, sql: string): Promise<pg.QueryResult> {
  const client = new pg.Client(database.url);
  await client.connect();
  return client.query(sql).finally(() => client.end());
}

test('a test database has every migration', async () => {
  const { pending, edited, failed, unknown } = await readMigrationStatus(one.url);
  expect({ pending, edited, failed, unknown }).toEqual({
    pending: [],
    edited: [],
    failed: [],
    unknown: [],
  });
});

test('two test databases share no data', async () => {
  await query(one, 'CREATE TABLE mine (id int)');
  await expect(query(other, 'SELECT * FROM mine')).rejects.toThrow('does not exist');
});

test('two processes that migrate at once apply each migration once', async () => {
  await query(other, 'DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  const [first, second] = await Promise.all([
    applyMigrations(other.url),
    applyMigrations(other.url),
  ]);
  const { applied } = await readMigrationStatus(other.url);
  expect([...first, ...second].sort()).toEqual(applied);
});
