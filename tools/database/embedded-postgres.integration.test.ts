import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openCluster } from '@/tools/database/cluster';
import { acquireEmbeddedPostgres, resetEmbeddedPostgres } from '@/tools/database/embedded-postgres';

const name = 'test-of-embedded-postgres';

beforeAll(() => resetEmbeddedPostgres(name));
afterAll(() => resetEmbeddedPostgres(name));

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query(sql).finally(() => client.end());
  return rows;
}

test('data survives a restart, and the server is stopped in between', async () => {
  const first = await acquireEmbeddedPostgres(name);
  await query(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
  await first.release();
  await expect(query(first.url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED');

  const second = await acquireEmbeddedPostgres(name);
  expect(await query(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
  await second.release();
});

test('a running server is joined, not started again', async () => {
  const starter = await acquireEmbeddedPostgres(name);
  const joiner = await acquireEmbeddedPostgres(name);
  expect(joiner.url).toBe(starter.url);
  await starter.release();
});

test('a data folder of another version is reported with the way to start over', async () => {
  const versionFile = path.join(openCluster(name).dataFolder, 'PG_VERSION');
  const version = readFileSync(versionFile);
  writeFileSync(versionFile, '17\n');
  await expect(acquireEmbeddedPostgres(name)).rejects.toThrow(
    /cannot be used \(it was created by PostgreSQL 17, and this is 18\).*npm run demo -- --reset/,
  );
  writeFileSync(versionFile, version);
});

test('a broken data folder is reported with the reason', async () => {
  writeFileSync(path.join(openCluster(name).dataFolder, 'global/pg_control'), '');
  await expect(acquireEmbeddedPostgres(name)).rejects.toThrow(
    /cannot be used \(.*pg_control.*--reset/,
  );
});
