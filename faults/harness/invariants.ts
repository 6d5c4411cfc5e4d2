import type { Stack } from './stack';

/** What must hold at every moment, whatever has failed: each query finds the rows that break it. */
const invariants = [
  {
    rule: "a customer's events are numbered from 1 without a gap",
    broken: `SELECT u.id FROM users AS u
      LEFT JOIN transaction_events AS e ON e.user_id = u.id
      GROUP BY u.id HAVING count(e.id) <> u.event_sequence
        OR COALESCE(max(e.sequence), 0) <> u.event_sequence`,
  },
  {
    rule: 'each webhook that is recorded as news has its one event, and no other has',
    broken: `SELECT id FROM (
        SELECT merchant_transaction_id AS id, count(*) FROM webhook_deliveries
        WHERE outcome IN ('reported', 'stale') GROUP BY merchant_transaction_id
      ) AS news FULL JOIN (
        SELECT t.merchant_transaction_id AS id, count(*) FROM transaction_events AS e
        JOIN transactions AS t ON t.id = e.transaction_id
        WHERE e.source = 'webhook' GROUP BY t.merchant_transaction_id
      ) AS told USING (id) WHERE news.count IS DISTINCT FROM told.count`,
  },
  {
    rule: "a transaction's status is what the last applied fact says",
    broken: `SELECT t.id FROM transactions AS t
      JOIN LATERAL (SELECT status FROM transaction_events
        WHERE transaction_id = t.id AND fact_outcome IN ('applied', 'report_withdrawn') ORDER BY sequence DESC LIMIT 1
      ) AS fact ON true WHERE fact.status <> t.status::text`,
  },
  {
    rule: 'completed is never left',
    broken: `SELECT e.id FROM transaction_events AS e JOIN transaction_events AS earlier
        ON earlier.transaction_id = e.transaction_id AND earlier.sequence < e.sequence
      WHERE e.fact_outcome IN ('applied', 'report_withdrawn') AND e.status <> 'completed'
        AND earlier.fact_outcome IN ('applied', 'report_withdrawn')
        AND earlier.status = 'completed'`,
  },
  {
    rule: "facts are applied in the order of the provider's clock",
    broken: `SELECT id FROM (SELECT id, provider_time, lag(provider_time)
        OVER (PARTITION BY transaction_id ORDER BY sequence) AS before
      FROM transaction_events WHERE fact_outcome IN ('applied', 'report_withdrawn')) AS fact
      WHERE provider_time < before`,
  },
  {
    rule: 'a completed transaction has one side effect, and no other has any',
    broken: `SELECT t.id FROM transactions AS t
      LEFT JOIN side_effects AS s ON s.transaction_id = t.id
      GROUP BY t.id HAVING count(s.id) <> CASE WHEN t.status = 'completed' THEN 1 ELSE 0 END`,
  },
];

/** The rules that do not hold, each with how often. */
export async function brokenInvariants({ query }: Pick<Stack, 'query'>): Promise<string[]> {
  const found = await Promise.all(
    invariants.map(async ({ rule, broken }) => ({ rule, rows: await query(broken) })),
  );
  return found
    .filter(({ rows }) => rows.length > 0)
    .map(({ rule, rows }) => `broken ${rows.length} times: ${rule}`);
}

/** Hints that stand in the timeline although they are copies of one that stands there already. */
export async function countTwofoldHints({ query }: Pick<Stack, 'query'>): Promise<number> {
  const [row] = await query<{ copies: number }>(
    `SELECT COALESCE(sum(count - 1), 0)::int AS copies FROM (
       SELECT count(*) FROM transaction_events WHERE kind = 'hint'
       GROUP BY transaction_id, source, status, provider_time
     ) AS hint`,
  );
  return row?.copies ?? 0;
}

/** How many transactions do not say what the provider says. */
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
