import type { Stack } from './stack';

/** What must hold at any time, after any fault. Each query returns the rows that violate the rule. */
const invariants = [
  {
    rule: "a customer's events are numbered from 1 without gaps",
    violations: `SELECT u.id FROM users AS u
      LEFT JOIN transaction_events AS e ON e.user_id = u.id
      GROUP BY u.id HAVING count(e.id) <> u.event_sequence
        OR COALESCE(max(e.sequence), 0) <> u.event_sequence`,
  },
  {
    rule: 'each webhook with news has one event, and no other webhook has any',
    violations: `SELECT id FROM (
        SELECT merchant_transaction_id AS id, count(*) FROM webhook_deliveries
        WHERE outcome IN ('reported', 'stale') GROUP BY merchant_transaction_id
      ) AS news FULL JOIN (
        SELECT t.merchant_transaction_id AS id, count(*) FROM transaction_events AS e
        JOIN transactions AS t ON t.id = e.transaction_id
        WHERE e.source = 'webhook' GROUP BY t.merchant_transaction_id
      ) AS recorded USING (id) WHERE news.count IS DISTINCT FROM recorded.count`,
  },
  {
    rule: "a transaction's status is that of its last applied fact",
    violations: `SELECT t.id FROM transactions AS t
      JOIN LATERAL (SELECT status FROM transaction_events
        WHERE transaction_id = t.id AND fact_outcome IN ('applied', 'report_withdrawn')
        ORDER BY sequence DESC LIMIT 1
      ) AS fact ON true WHERE fact.status <> t.status::text`,
  },
  {
    rule: 'completed is final',
    violations: `SELECT e.id FROM transaction_events AS e JOIN transaction_events AS earlier
        ON earlier.transaction_id = e.transaction_id AND earlier.sequence < e.sequence
      WHERE e.fact_outcome IN ('applied', 'report_withdrawn') AND e.status <> 'completed'
        AND earlier.fact_outcome IN ('applied', 'report_withdrawn')
        AND earlier.status = 'completed'`,
  },
  {
    rule: "facts are applied in the order of the provider's clock",
    violations: `SELECT id FROM (SELECT id, provider_time, lag(provider_time)
        OVER (PARTITION BY transaction_id ORDER BY sequence) AS before
      FROM transaction_events WHERE fact_outcome IN ('applied', 'report_withdrawn')) AS fact
      WHERE provider_time < before`,
  },
  {
    rule: 'a completed transaction has one side effect, any other has none',
    violations: `SELECT t.id FROM transactions AS t
      LEFT JOIN side_effects AS s ON s.transaction_id = t.id
      GROUP BY t.id HAVING count(s.id) <> CASE WHEN t.status = 'completed' THEN 1 ELSE 0 END`,
  },
  {
    rule: 'the counts of each day are those of the rows',
    violations: `SELECT day, measure, type, key, detail FROM (
        SELECT day, measure, type, key, detail, sum(count) AS count, sum(amount) AS amount
        FROM daily_counts GROUP BY day, measure, type, key, detail HAVING sum(count) <> 0
      ) AS kept FULL JOIN count_stored_rows() AS stored USING (day, measure, type, key, detail)
      WHERE kept.count IS DISTINCT FROM stored.count
        OR kept.amount IS DISTINCT FROM stored.amount`,
  },
];

/** The rules that are violated, each with the number of violations. */
export async function findViolations({ query }: Pick<Stack, 'query'>): Promise<string[]> {
  const checked = await Promise.all(
    invariants.map(async ({ rule, violations }) => ({ rule, rows: await query(violations) })),
  );
  return checked
    .filter(({ rows }) => rows.length > 0)
    .map(({ rule, rows }) => `violated ${rows.length} times: ${rule}`);
}

/** Timeline entries that are copies of an earlier hint. */
export async function countDuplicateHints({ query }: Pick<Stack, 'query'>): Promise<number> {
  const [row] = await query<{ copies: number }>(
    `SELECT COALESCE(sum(count - 1), 0)::int AS copies FROM (
       SELECT count(*) FROM transaction_events WHERE kind = 'hint'
       GROUP BY transaction_id, source, status, provider_time
     ) AS hint`,
  );
  return row?.copies ?? 0;
}

export async function countMismatches({
  query,
  provider,
}: Pick<Stack, 'query' | 'provider'>): Promise<number> {
  const rows = await query<{ id: string; status: string }>(
    'SELECT merchant_transaction_id AS id, status::text FROM transactions',
  );
  const ours = new Map(rows.map(({ id, status }) => [id, status]));
  const theirs = await provider.transactions();
  return theirs.filter(({ merchant_transaction_id: id, status }) => ours.get(id) !== status).length;
}
