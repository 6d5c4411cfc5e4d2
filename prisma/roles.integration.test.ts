import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabaseWithRoles, type DatabaseRoles } from '../testing/database-roles';
import { applyMigrations, migrationLockId } from './migrate/apply';
import { readHistory } from './migrate/history';

const POLLING = { timeout: 10_000 };

let database: DatabaseRoles;
let owner: pg.Client;
let app: pg.Client;

beforeAll(async () => {
  database = await createDatabaseWithRoles();
  owner = new pg.Client(database.ownerUrl);
  app = new pg.Client(database.appUrl);
  await Promise.all([owner.connect(), app.connect()]);
});

afterAll(async () => {
  await Promise.all([owner.end(), app.end()]);
  await database.drop();
});

test('a deployment waits while another one migrates, and then has nothing to apply', async () => {
  await owner.query('SELECT pg_advisory_lock($1)', [migrationLockId]);
  const deployments = [1, 2].map(() => applyMigrations(database.ownerUrl));
  await expect
    .poll(async () => {
      const waiting = await owner.query(`SELECT FROM pg_locks AS l
        JOIN pg_database AS d ON d.oid = l.database AND d.datname = current_database()
        WHERE l.locktype = 'advisory' AND NOT l.granted`);
      return waiting.rowCount;
    }, POLLING)
    .toBe(2);
  await owner.query('SELECT pg_advisory_unlock($1)', [migrationLockId]);
  const names = readHistory().migrationDirectories.map(({ path }) => path);
  const applied = await Promise.all(deployments);
  expect(applied.toSorted((a, b) => b.length - a.length)).toEqual([names, []]);
});

test.each([
  'CREATE TABLE created (id text)',
  'CREATE TEMPORARY TABLE created (id text)',
  'CREATE SCHEMA created',
  "CREATE FUNCTION created() RETURNS int LANGUAGE sql AS 'SELECT 1'",
  'CREATE EXTENSION pgcrypto',
  'DROP TABLE users',
  'TRUNCATE users CASCADE',
  'ALTER TABLE users ADD COLUMN created text',
  'ALTER TABLE audit_entries DISABLE TRIGGER ALL',
  'CREATE TRIGGER created AFTER INSERT ON users EXECUTE FUNCTION suppress_redundant_updates_trigger()',
  'SET ROLE proof_ramp_owner',
])('the role of the app cannot %s', async (statement) => {
  await expect(app.query(statement)).rejects.toMatchObject({ code: '42501' });
});

test('the role of the app reads and writes rows, and triggers number and notify for it', async () => {
  const heard: string[] = [];
  app.on('notification', ({ payload }) => heard.push(String(payload)));
  await app.query('LISTEN transaction_event; LISTEN user_signed_out');
  await app.query(`INSERT INTO users (id, email) VALUES ('u1', 'u1@example.com')`);
  await app.query(`INSERT INTO transactions
      (id, merchant_transaction_id, user_id, type, network, currency, requested_amount)
    VALUES ('t1', 'm1', 'u1', 'buy', 'TRC20', 'USDT', 100)`);
  await app.query(`INSERT INTO transaction_events
      (id, user_id, transaction_id, source, kind, status, reason)
    VALUES ('e1', 'u1', 't1', 'app', 'session', 'pending', 'A test.')`);
  const { rows } = await app.query('SELECT sequence::int FROM transaction_events');
  expect(rows).toEqual([{ sequence: 1 }]);
  await app.query(`SELECT pg_notify('transaction_event', 'u2')`);
  await expect.poll(() => heard, POLLING).toEqual(['u2']);
  await app.query(`INSERT INTO ended_sign_ins (id, user_id) VALUES (gen_random_uuid(), 'u1')`);
  await expect.poll(() => heard, POLLING).toEqual(['u2', 'u1']);
});
