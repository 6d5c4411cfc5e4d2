import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/test-database';
import { applyMigrations } from './migrate/apply';
import { readHistory } from './migrate/history';

/** The last migration before verdicts became outcomes, and the last one of that change. */
const BEFORE = '20261122173140_exact_fiat_amounts';
const AFTER = '20261123090100_notify_by_trigger';

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client(database.url);
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await database.drop();
});

beforeEach(async () => {
  await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  await migrateTo(BEFORE);
  await client.query(oldRows);
});

async function migrateTo(last: string): Promise<void> {
  const history = readHistory();
  const migrationDirectories = history.migrationDirectories.filter(({ path }) => path <= last);
  await applyMigrations(database.url, { ...history, migrationDirectories });
}

const oldRows = `
  INSERT INTO users (id, email, event_sequence)
    VALUES ('u1', 'u1@example.com', 7), ('u2', 'u2@example.com', 1);
  INSERT INTO transactions (id, merchant_transaction_id, user_id, type, network, currency,
      requested_amount, status, recent_hints, viewed_at, watched_until, watcher_token) VALUES
    ('t1', 'm1', 'u1', 'buy', 'TRC20', 'USDT',
      99.5, 'completed', '{a,b}', now(), now() + interval '1 minute', 'token'),
    ('t2', 'm2', 'u2', 'sell', 'TRC20', 'USDT',
      0.000000000000000001, 'pending', '{}', NULL, NULL, NULL);
  INSERT INTO transaction_events (id, user_id, sequence, transaction_id, source, kind, status,
      verdict, reason, provider_time, payload) VALUES
    ('e1', 'u1', 1, 't1', 'app', 'session', 'pending', 'applied',
      'Proof opened a widget session.', NULL, '{"amount": "99.5"}'),
    ('e2', 'u1', 2, 't1', 'webhook', 'hint', 'completed', 'advisory',
      'Proof sent it to our webhook.', now(), '{}'),
    ('e3', 'u1', 3, 't1', 'api', 'fact', 'pending', 'applied', 'Proof confirms pending.', now(), NULL),
    ('e4', 'u1', 4, 't1', 'api', 'fact', 'pending', 'applied',
      'Proof still says pending; the report of completed is not confirmed.', now(), '{}'),
    ('e5', 'u1', 5, 't1', 'widget', 'hint', 'paid', 'advisory', 'The widget said so.', NULL, '{}'),
    ('e6', 'u1', 6, 't1', 'api', 'fact', 'completed', 'applied',
      'Proof says completed, after pending.', now(), '{}'),
    ('e7', 'u1', 7, 't1', 'api', 'fact', 'failed', 'contradiction',
      'Proof says failed, but completed is final.', now(), '{}'),
    ('e8', 'u2', 1, 't2', 'app', 'session', 'pending', 'applied',
      'Proof opened a widget session.', NULL, '{}');
  INSERT INTO webhook_deliveries (id, verdict, reason, headers, body, processing_ms)
    SELECT 'd-' || verdict, verdict, 'because', '{"x-request-id": "1"}', 'body', 1.5
    FROM unnest(enum_range(NULL::"DeliveryVerdict")) AS verdict;
  INSERT INTO side_effects (id, transaction_id, due_at, done_at, attempts)
    VALUES ('s1', 't1', NULL, now(), 1);
  INSERT INTO balance_entries (id, user_id, transaction_id, currency, amount)
    VALUES ('b1', 'u1', 't1', 'USDT', 99.5);
  INSERT INTO session_claims (user_id, idempotency_key, request, transaction_id, claimed_until)
    VALUES ('u1', gen_random_uuid(), '{}', 't1', now());
  INSERT INTO provider_calls (id, endpoint, duration_ms) VALUES ('c1', 'transaction', 12.5);
  INSERT INTO accounts (user_id, type, provider, provider_account_id)
    VALUES ('u1', 'oauth', 'github', '1');
  INSERT INTO verification_tokens VALUES ('u1@example.com', 'token', now());
`;

type Row = Record<string, unknown>;
type Tables = Record<string, Row[]>;

/** Every row of every table, as JSON with exact numbers. */
async function readTables(): Promise<Tables> {
  const { rows: names } = await client.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'`,
  );
  const tables: Tables = {};
  for (const { name } of names) {
    const { rows } = await client.query<{ columns: Row }>(
      `SELECT (SELECT jsonb_object_agg(key, value) FROM jsonb_each_text(to_jsonb(t))) AS columns
       FROM ${name} AS t ORDER BY t::text`,
    );
    tables[name] = rows.map(({ columns }) => columns);
  }
  return tables;
}

function renamed(rows: Row[] = [], names: Record<string, string>): Row[] {
  return rows.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [names[name] ?? name, value])),
  );
}

test('a database with verdicts is migrated to outcomes, and no row or value is lost', async () => {
  const before = await readTables();
  for (const [name, rows] of Object.entries(before)) expect(rows, name).not.toHaveLength(0);
  await migrateTo(AFTER);
  const after = await readTables();

  const { transactions, transaction_events: events = [], webhook_deliveries, ...same } = before;
  expect(after).toMatchObject(same);
  expect(after.transactions).toEqual(
    renamed(transactions, {
      watched_until: 'socket_lease_until',
      watcher_token: 'socket_lease_token',
    }),
  );
  expect(after.webhook_deliveries).toEqual(renamed(webhook_deliveries, { verdict: 'outcome' }));
  const outcomes: Record<string, [hint: string | null, fact: string | null]> = {
    e1: [null, null],
    e2: ['reported', null],
    e3: [null, 'applied'],
    e4: [null, 'report_withdrawn'],
    e5: ['reported', null],
    e6: [null, 'applied'],
    e7: [null, 'contradiction'],
    e8: [null, null],
  };
  expect(after.transaction_events).toHaveLength(events.length);
  expect(after.transaction_events).toEqual(
    expect.arrayContaining(
      events.map(({ verdict: _replaced, ...event }) => {
        const [hint_outcome, fact_outcome] = outcomes[String(event.id)] ?? [];
        return { ...event, hint_outcome, fact_outcome };
      }),
    ),
  );
});

test('after the migration, new events continue each timeline without a gap', async () => {
  await migrateTo(AFTER);
  const add = (id: string, userId: string, transactionId: string) =>
    client.query(
      `INSERT INTO transaction_events (id, user_id, transaction_id, source, kind, reason)
       VALUES ($1, $2, $3, 'app', 'side_effect', 'because')`,
      [id, userId, transactionId],
    );
  await add('n1', 'u1', 't1');
  await add('n2', 'u2', 't2');
  await add('n3', 'u1', 't1');
  const { rows } = await client.query<{ id: string; sequence: number; newest: number }>(
    `SELECT e.id, sequence::int, event_sequence::int AS newest
     FROM transaction_events AS e JOIN users AS u ON u.id = e.user_id
     WHERE e.id LIKE 'n%' ORDER BY e.id`,
  );
  expect(rows).toEqual([
    { id: 'n1', sequence: 8, newest: 9 },
    { id: 'n2', sequence: 2, newest: 2 },
    { id: 'n3', sequence: 9, newest: 9 },
  ]);
});

test('what a database holds is counted when the counts are added', async () => {
  await client.query(`
    INSERT INTO webhook_deliveries (id, verdict, reason, headers, body, processing_ms, received_at)
    VALUES ('d-late', 'reported', 'because', '{}', '{"updated_at": "2026-04-01T10:00:00Z"}', 1.5,
      '2026-04-01T10:00:10Z')`);
  await migrateTo('9999');
  const { rows } = await client.query<{ counted: string; count: number }>(
    `SELECT concat_ws(' ', measure, type, key, detail) AS counted, count::int
     FROM daily_counts ORDER BY 1`,
  );
  const counts = Object.fromEntries(rows.map(({ counted, count }) => [counted, count]));
  expect(counts).toEqual({
    'calls  transaction ': 1,
    'completed buy USDT 0': 1,
    ...Object.fromEntries(
      ['duplicate', 'invalid', 'reported', 'stale', 'unknown_transaction', 'wrong_secret'].map(
        (outcome) => [`deliveries  ${outcome} `, 1],
      ),
    ),
    'deliveries  reported 50': 1,
    'learned buy completed webhook': 1,
    'orders buy completed funded': 1,
    'orders sell pending placed': 1,
  });
});
