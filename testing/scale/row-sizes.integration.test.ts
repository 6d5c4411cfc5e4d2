import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../test-database';
import { fillDatabase } from './fill';
import { bytesPerRow } from './row-sizes';

const ORDERS = 10_000;
const TOLERANCE = 0.1;

/** Of a snapshot and a webhook in the contract's examples. */
const message = `jsonb_build_object('merchant_transaction_id', gen_random_uuid(),
  'partner_user_id', gen_random_uuid(), 'type', 'buy', 'status', 'processing', 'currency', 'USDT',
  'network', 'TRC20', 'crypto_amount', '99.50', 'fiat_currency', 'EUR', 'fiat_amount', '100.00',
  'created_at', '2026-04-01T10:00:00Z', 'updated_at', '2026-04-01T10:03:45Z')`;
const hint = "'webhook processing 2026-04-01T10:03:45.000Z '";

/** What the generator leaves out because the bench does not read it. */
const contents = [
  `UPDATE transactions SET recent_hints = ARRAY[${hint}, ${hint}], session_expires_at = now(),
    reported_source = 'webhook', reported_status = 'completed', reported_at = now(),
    reported_provider_time = now(), payment_method = 'card'`,
  `UPDATE transaction_events SET payload = ${message}`,
  `UPDATE webhook_deliveries SET body = convert_to(${message}::text, 'UTF8'), headers =
    '{"content-type": "application/json", "user-agent": "proof-webhooks/1.0", "content-length": "392"}'`,
  `INSERT INTO session_claims (user_id, idempotency_key, request, transaction_id, claimed_until)
    SELECT user_id, gen_random_uuid(), '["buy", "TRC20:USDT", "100"]', id, now() FROM transactions`,
  `INSERT INTO balance_entries (id, user_id, transaction_id, currency, amount)
    SELECT gen_random_uuid(), user_id, id, currency, crypto_amount FROM transactions
    WHERE status = 'completed'`,
];

let database: TestDatabase;
let client: pg.Client;
beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client(database.url);
  await client.connect();
  await fillDatabase(database.url, ORDERS);
  await client.query('SET session_replication_role = replica');
  for (const sql of contents) await client.query(sql);
  await client.query('VACUUM FULL');
}, 120_000);
afterAll(async () => {
  await client.end();
  await database.drop();
});

test.each(Object.entries(bytesPerRow))('a row of %s takes %s bytes', async (table, bytes) => {
  const { rows } = await client.query(
    `SELECT pg_total_relation_size('${table}') / count(*)::float8 AS measured FROM ${table}`,
  );
  expect(Math.abs(rows[0].measured / bytes - 1), `${rows[0].measured} bytes`).toBeLessThan(
    TOLERANCE,
  );
});
