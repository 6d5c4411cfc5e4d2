import net from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoEnvironment } from '../testing/demo-environment';
import { createTestDatabase, type TestDatabase } from '../testing/test-database';
import { db } from './db';

/**
 * A proxy in front of the database. It can hold responses back, like a broken network, or end a
 * connection in the packet that accepts it, like a database that shuts down.
 */
let responses: 'pass' | 'held' | 'shutting down' = 'pass';
let database: TestDatabase;
let server: net.Server;

beforeAll(async () => {
  database = await createTestDatabase();
  const url = new URL(database.url);
  const port = Number(url.port);
  server = net.createServer((client) => {
    const target = net.connect(port, url.hostname);
    client.pipe(target);
    target.on('data', (chunk) => {
      if (responses === 'held') return;
      const shutDown = responses === 'shutting down' && chunk.includes(readyForQuery);
      client.write(shutDown ? Buffer.concat([chunk, shutdownMessage()]) : chunk);
      if (shutDown) client.end();
    });
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

const readyForQuery = Buffer.from([0x5a, 0, 0, 0, 5]);

/** FATAL 57P01 of Postgres's protocol. */
function shutdownMessage(): Buffer {
  const fields = [
    'SFATAL',
    'C57P01',
    'Mterminating connection due to administrator command',
    '',
    '',
  ];
  const body = Buffer.from(fields.join('\0'));
  const head = Buffer.from('E\0\0\0\0');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

test('a query fails in time if the database stops responding, and works once it is back', async () => {
  const query = () => db().$queryRaw`SELECT 1 AS one`;
  expect(await query()).toEqual([{ one: 1 }]);
  responses = 'held';
  await expect(query()).rejects.toThrow(/timeout/i);
  responses = 'pass';
  expect(await query()).toEqual([{ one: 1 }]);
});

test('a database that shuts down as it accepts a connection fails the query, not the process', async () => {
  const transaction = () => db().$transaction((tx) => tx.$queryRaw`SELECT 1 AS one`);
  responses = 'shutting down';
  // The first may end on an earlier test's connection, so the second has to open one.
  await Promise.allSettled([transaction()]);
  await expect(transaction()).rejects.toThrow();
  responses = 'pass';
  expect(await transaction()).toEqual([{ one: 1 }]);
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
