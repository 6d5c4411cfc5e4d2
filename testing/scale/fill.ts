import pg from 'pg';

const EVENTS_PER_TRANSACTION = 5;
const DELIVERIES_PER_TRANSACTION = 1;
const CALLS_PER_TRANSACTION = 2;
const TRANSACTIONS_PER_USER = 50;
const DAYS = 365;
/** What needs attention is as much in a small database as in a large one. */
const [STUCK, FAILING_EFFECTS, CONTRADICTIONS] = [200, 25, 20];

/** Ids grow with time, as version 7 of UUIDs does. */
const idOf = (prefix: string, number: string) =>
  `'${prefix}0000-0000-7000-8000-' || lpad(to_hex(${number}), 12, '0')`;

const transactionId = idOf('0190', 'n');

/** Some are open, those of the last hours and some that are stuck; the others have ended. */
const statusOf = (count: number) => `CASE
    WHEN placed_at > now() - interval '5 hours' AND n % 3 = 0 THEN 'pending'
    WHEN placed_at > now() - interval '50 minutes' AND n % 7 = 0 THEN 'processing'
    WHEN n % ${count / STUCK} = 0 THEN 'pending'
    WHEN n % 11 = 0 THEN 'failed'
    WHEN n % 13 = 0 THEN 'cancelled'
    ELSE 'completed'
  END`;

type Step = { name: string; sql: string };

/** Each after the first two reads the transactions, and nothing else. */
const rowSteps = (count: number): Step[] => [
  {
    name: 'users',
    sql: `INSERT INTO users (id, email, name, role, event_sequence)
      SELECT 'user-' || u, 'user-' || u || '@example.com', 'User ' || u, 'customer',
        ${TRANSACTIONS_PER_USER * EVENTS_PER_TRANSACTION}
      FROM generate_series(0, ${count / TRANSACTIONS_PER_USER - 1}) AS u`,
  },
  {
    name: 'transactions',
    sql: `INSERT INTO transactions (id, merchant_transaction_id, user_id, type, network, currency,
        requested_amount, status, crypto_amount, fiat_amount, fiat_currency, provider_updated_at,
        version, created_at, updated_at, session_opened_at, funded_at, completed_at, next_check_at,
        last_checked_at, failed_checks)
      SELECT ${transactionId}, md5('order ' || n)::uuid, 'user-' || n * 7919::bigint % ${count / TRANSACTIONS_PER_USER},
        (CASE n * 1000 / ${count} % 4 WHEN 0 THEN 'sell' ELSE 'buy' END)::"TransactionType",
        CASE n % 3 WHEN 0 THEN 'ERC20' ELSE 'TRC20' END,
        CASE n % 6 WHEN 0 THEN 'USDC' ELSE 'USDT' END,
        amount, status::"TransactionStatus", CASE status WHEN 'completed' THEN amount END,
        CASE status WHEN 'completed' THEN amount * 0.9 END, 'EUR', ended_at, 2, placed_at, ended_at,
        CASE WHEN n % 20 > 0 THEN placed_at + interval '3 seconds' END,
        CASE WHEN status IN ('completed', 'processing') THEN placed_at + took / 2 END,
        CASE status WHEN 'completed' THEN ended_at END,
        CASE WHEN status IN ('pending', 'processing') THEN now() + n % 600 * interval '1 second' END,
        ended_at,
        CASE WHEN status IN ('pending', 'processing') AND n % 17 = 0 THEN 3 ELSE 0 END
      FROM (
        SELECT n, placed_at, placed_at + took AS ended_at, took, ${statusOf(count)} AS status,
          10 + n % 2000 / 4.0 AS amount
        FROM (
          SELECT n, now() - (${count} - n) * interval '${DAYS} days' / ${count} AS placed_at,
            exp(4.5 + 1.1 * random_normal()) * interval '1 second' AS took
          FROM generate_series(1, ${count}) AS n
        ) AS numbered
      ) AS placed`,
  },
  {
    name: 'transaction_events',
    sql: `INSERT INTO transaction_events (id, user_id, sequence, transaction_id, source, kind, status,
        hint_outcome, fact_outcome, reason, provider_time, recorded_at, payload)
      SELECT ${idOf('0191', `n * ${EVENTS_PER_TRANSACTION}::bigint + k`)}, t.user_id,
        (n - 1) / ${count / TRANSACTIONS_PER_USER} * ${EVENTS_PER_TRANSACTION} + k, t.id,
        (CASE k WHEN 1 THEN 'app' WHEN 2 THEN 'webhook' WHEN 4 THEN
          (CASE n % 10 WHEN 0 THEN 'socket' ELSE 'webhook' END) ELSE 'api' END)::"Source",
        (CASE k WHEN 1 THEN 'session' WHEN 2 THEN 'hint' WHEN 4 THEN 'hint' ELSE 'fact'
          END)::"EventKind",
        CASE WHEN k > 3 THEN t.status::text WHEN k = 1 OR t.funded_at IS NULL THEN 'pending'
          ELSE 'processing' END,
        CASE WHEN k IN (2, 4) THEN 'reported'::"HintOutcome" END,
        CASE WHEN k = 5 AND n % ${count / CONTRADICTIONS} = 0 THEN 'contradiction' WHEN k IN (3, 5) THEN 'applied'
          END::"FactOutcome",
        'Recorded as reported; Proof is asked to confirm.', t.updated_at,
        t.created_at + (t.updated_at - t.created_at) * (k - 1) / 4.0, '{"status": "processing"}'
      FROM (SELECT *, ('x' || right(id, 12))::bit(48)::bigint AS n FROM transactions) AS t,
        generate_series(1, ${EVENTS_PER_TRANSACTION}) AS k`,
  },
  {
    name: 'side_effects',
    sql: `INSERT INTO side_effects (id, transaction_id, created_at, due_at, done_at, attempts, last_error)
      SELECT ${idOf('0192', 'n')}, id, completed_at, CASE WHEN fails THEN now() END,
        CASE WHEN NOT fails THEN completed_at END, CASE WHEN fails THEN 5 ELSE 1 END,
        CASE WHEN fails THEN 'Error: the ledger is closed' END
      FROM (
        SELECT *, n % ${count / FAILING_EFFECTS} = 1 AS fails
        FROM (SELECT *, ('x' || right(id, 12))::bit(48)::bigint AS n FROM transactions) AS t
      ) AS judged
      WHERE status = 'completed'`,
  },
  {
    name: 'webhook_deliveries',
    sql: `INSERT INTO webhook_deliveries (id, received_at, outcome, reason, merchant_transaction_id,
        status, provider_time, headers, body, processing_ms)
      SELECT ${idOf('0193', `n * ${DELIVERIES_PER_TRANSACTION}::bigint + k`)},
        t.updated_at + k * interval '1 second' * abs(random_normal()),
        (CASE WHEN n % 200 = 0 THEN 'unknown_transaction' WHEN n % 50 = 0 THEN 'duplicate'
          WHEN n % 1000 = 1 THEN 'invalid' WHEN n % 1000 = 2 THEN 'wrong_secret'
          ELSE 'reported' END)::"HintOutcome",
        'Recorded as reported; Proof is asked to confirm.', t.merchant_transaction_id,
        t.status::text, t.updated_at, '{"content-type": "application/json"}',
        convert_to('{"merchant_transaction_id": "' || t.merchant_transaction_id || '"}', 'UTF8'), 1.5
      FROM (SELECT *, ('x' || right(id, 12))::bit(48)::bigint AS n FROM transactions) AS t,
        generate_series(0, ${DELIVERIES_PER_TRANSACTION - 1}) AS k`,
  },
  {
    name: 'provider_calls',
    sql: `INSERT INTO provider_calls (id, recorded_at, endpoint, merchant_transaction_id, user_id,
        http_status, error, code, message, provider_request_id, request_id, duration_ms)
      SELECT ${idOf('0194', `n * ${CALLS_PER_TRANSACTION}::bigint + k`)},
        t.created_at + (t.updated_at - t.created_at) * k,
        CASE k WHEN 0 THEN 'POST /widget/session' ELSE 'GET /widget/transactions/{id}' END,
        t.merchant_transaction_id, t.user_id,
        CASE WHEN n % 250 = 0 THEN 502 ELSE 200 END,
        CASE WHEN n % 250 = 0 THEN 'upstream_error' END,
        CASE WHEN n % 250 = 0 THEN 'provider_error' END,
        CASE WHEN n % 250 = 0 THEN 'The provider did not respond.' END,
        md5('theirs ' || n || k)::uuid, md5('ours ' || n || k)::uuid, 40 + k
      FROM (SELECT *, ('x' || right(id, 12))::bit(48)::bigint AS n FROM transactions) AS t,
        generate_series(0, ${CALLS_PER_TRANSACTION - 1}) AS k`,
  },
];

/** As `count_stored_rows` counts, but with a sample of the slowest part, of which there are few kinds. */
const countSteps = (count: number): Step[] => [
  {
    name: 'daily_counts',
    sql: `INSERT INTO daily_counts
      SELECT day, measure, type, key, detail, 0, sum(count), sum(amount) FROM (
        SELECT c.* FROM transactions AS t, counts_of_transaction(t) AS c
        UNION ALL SELECT c.* FROM (SELECT * FROM transactions TABLESAMPLE SYSTEM (${Math.min(100, 1_000_000 / count)})
            REPEATABLE (1)) AS t,
          counts_of_learning(t.id, 9223372036854775807) AS c
        UNION ALL SELECT c.* FROM webhook_deliveries AS d, counts_of_delivery(d) AS c
        UNION ALL SELECT c.* FROM provider_calls AS p, counts_of_call(p) AS c
      ) AS counted
      GROUP BY day, measure, type, key, detail
      ORDER BY day`,
  },
  {
    name: 'daily_counts, as eight writers at once leave those of today',
    sql: `INSERT INTO daily_counts
      SELECT day, measure, type, key, detail, writer, 0, 0
      FROM daily_counts, generate_series(1, 7) AS writer
      WHERE day >= (now() AT TIME ZONE 'UTC')::date`,
  },
];

const indexesSql = `SELECT indexname AS name, indexdef AS sql FROM pg_indexes
  WHERE schemaname = 'public' AND tablename <> '_prisma_migrations'
    AND indexname NOT IN (SELECT conname FROM pg_constraint)`;

/**
 * Fills an empty database as a year of business would: `count` transactions, a multiple of
 * 1,000, and all that belongs to them. Every run writes the same rows, up to the current time.
 * Triggers and foreign keys are off, the indexes are built after the rows, and two connections work
 * at a time, which is faster.
 */
export async function fillDatabase(url: string, count: number): Promise<void> {
  const clients = await Promise.all([connect(url), connect(url)]);
  const [first] = clients;
  const run = async (steps: readonly Step[]) => {
    const waiting = [...steps];
    const work = async (client: pg.Client) => {
      for (let step = waiting.shift(); step; step = waiting.shift()) await client.query(step.sql);
    };
    await Promise.all(clients.map(work));
  };
  const { rows: indexes } = await first.query<Step>(indexesSql);
  for (const { name } of indexes) await first.query(`DROP INDEX "${name}"`);
  const [users, transactions, ...others] = rowSteps(count);
  for (const step of [users, transactions]) if (step) await first.query(step.sql);
  await run(others);
  await run(indexes);
  for (const { sql } of countSteps(count)) await first.query(sql);
  // As autovacuum does after some time: without it, the planner knows nothing of these rows.
  await first.query('VACUUM ANALYZE');
  await Promise.all(clients.map((client) => client.end()));
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query("SET session_replication_role = replica; SET maintenance_work_mem = '512MB'");
  // For the durations.
  await client.query('SELECT setseed(0.5)');
  return client;
}
