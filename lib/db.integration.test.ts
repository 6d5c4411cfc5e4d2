import net from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoEnvironment } from '../testing/demo-environment';
import { createTestDatabase, type TestDatabase } from '../testing/test-database';
import { db } from './db';

/** A proxy in front of the database that can hold responses back, like a broken network. */
let responses: 'pass' | 'held' = 'pass';
let database: TestDatabase;
let server: net.Server;

beforeAll(async () => {
  database = await createTestDatabase();
  const url = new URL(database.url);
  const port = Number(url.port);
  server = net.createServer((client) => {
    const target = net.connect(port, url.hostname);
    client.pipe(target);
    target.on('data', (chunk) => responses === 'pass' && client.write(chunk));
    client.on('close', () => target.destroy()).on('error', () => {});
    target.on('close', () => client.destroy()).on('error', () => {});
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('The proxy has no port.');
  url.port = String(address.port);
  Object.assign(process.env, await demoEnvironment('unused'), { DATABASE_URL: url.href });
});

afterAll(async () => {
  await db().$disconnect();
  server.close();
  await database.drop();
});

test('a query fails in time if the database stops responding, and works once it is back', async () => {
  const query = () => db().$queryRaw`SELECT 1 AS one`;
  expect(await query()).toEqual([{ one: 1 }]);
  responses = 'held';
  await expect(query()).rejects.toThrow(/timeout/i);
  responses = 'pass';
  expect(await query()).toEqual([{ one: 1 }]);
});

test.each([
  ['TimeZone', 'UTC'],
  ['idle_in_transaction_session_timeout', '30s'],
  ['lock_timeout', '10s'],
])('every connection has %s set to %s', async (name, value) => {
  const rows = await db().$queryRaw<{ setting: string }[]>`
    SELECT current_setting(${name}) AS setting`;
  expect(rows).toEqual([{ setting: value }]);
});
