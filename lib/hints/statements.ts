import { Prisma } from '../generated/prisma/client';
import { REMEMBERED_HINTS } from '../transactions/status';
import { type Hint, hintKey } from './schema';

/**
 * The common table expressions that record a hint as `judgeHint` in `transactions/status` judges
 * it; `judged` is their one-row result. They are one statement with whatever the caller adds, so
 * that a hint is either whole in the database or not at all, after a single round trip.
 *
 * `FOR UPDATE` makes concurrent copies of one hint take turns, and each then sees what the one
 * before it remembered: the first is `reported`, the others are `duplicate`. Numbering events under
 * the user's row lock makes the sequence gapless in commit order.
 */
export function hintStatements(hint: Hint): Prisma.Sql {
  const key = hintKey(hint);
  return Prisma.sql`
    before AS MATERIALIZED (
      SELECT id,
        ${key} = ANY (recent_hints) AS seen,
        COALESCE(${hint.providerTime}::timestamptz < reported_provider_time, false) AS late,
        COALESCE(next_check_at > now(), true) AS asleep
      FROM transactions
      WHERE merchant_transaction_id = ${hint.merchantTransactionId}
      FOR UPDATE
    ),
    hit AS (
      UPDATE transactions AS t SET
        next_check_at = LEAST(t.next_check_at, now()),
        recent_hints = CASE WHEN b.seen THEN t.recent_hints
          ELSE (ARRAY[${key}] || t.recent_hints)[1:${REMEMBERED_HINTS}::int] END,
        reported_status = CASE WHEN b.seen OR b.late THEN t.reported_status ELSE ${hint.status} END,
        reported_source = CASE WHEN b.seen OR b.late THEN t.reported_source
          ELSE ${hint.source}::"Source" END,
        reported_at = CASE WHEN b.seen OR b.late THEN t.reported_at ELSE now() END,
        reported_provider_time =
          GREATEST(t.reported_provider_time, ${hint.providerTime}::timestamptz),
        payment_method = COALESCE(${hint.paymentMethod ?? null}, t.payment_method),
        deposit_address = COALESCE(${hint.depositAddress ?? null}, t.deposit_address),
        updated_at = now()
      FROM before AS b
      WHERE t.id = b.id
      RETURNING t.id, t.user_id, b.seen, b.late, b.asleep
    ),
    numbered AS (
      UPDATE users AS u SET event_sequence = u.event_sequence + 1
      FROM hit WHERE u.id = hit.user_id AND NOT hit.seen
      RETURNING u.event_sequence
    ),
    event AS (
      INSERT INTO transaction_events (id, user_id, sequence, transaction_id, source, kind, status,
        verdict, reason, provider_time, payload)
      SELECT gen_random_uuid(), hit.user_id, numbered.event_sequence, hit.id,
        ${hint.source}::"Source", 'hint', ${hint.status}, 'advisory', ${hint.reason},
        ${hint.providerTime}::timestamptz, ${JSON.stringify(hint.payload)}::jsonb
      FROM hit, numbered
      RETURNING user_id
    ),
    judged AS (
      SELECT
        CASE
          WHEN hit.id IS NULL THEN 'unknown_transaction'
          WHEN hit.seen THEN 'duplicate'
          WHEN hit.late THEN 'stale'
          ELSE 'reported'
        END AS verdict,
        (SELECT pg_notify('transaction_event', user_id) FROM event) IS NULL AS quiet,
        (SELECT pg_notify('transaction_due', '') FROM hit WHERE hit.asleep) IS NULL AS awake
      FROM (SELECT) AS one LEFT JOIN hit ON true
    )`;
}
