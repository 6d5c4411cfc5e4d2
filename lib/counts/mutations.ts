import 'server-only';
import { db } from '../db';

/** Of the advisory locks of shards, as in the migration `daily_counts`. */
const SHARD_LOCKS = 20;

/**
 * Adds up the shards of the days before `day` in shard 0, so that a read of many days stays quick.
 * Holding the shards' locks, it waits for no writer and makes none wait: a shard that is being
 * written to is left for the next time.
 */
export async function mergeShards(day: Date): Promise<void> {
  await db().$executeRaw`
    WITH held AS MATERIALIZED (
      SELECT shard FROM (
        SELECT DISTINCT shard FROM daily_counts WHERE day < ${day}::date AND shard > 0
      ) AS used
      WHERE pg_try_advisory_xact_lock(${SHARD_LOCKS}, 0)
        AND pg_try_advisory_xact_lock(${SHARD_LOCKS}, shard)
    ),
    moved AS (
      DELETE FROM daily_counts AS d USING held
      WHERE d.day < ${day}::date AND d.shard = held.shard
      RETURNING d.*
    )
    INSERT INTO daily_counts AS stored
      SELECT day, measure, type, key, detail, 0, sum(count)::bigint, sum(amount)
      FROM moved GROUP BY day, measure, type, key, detail
    ON CONFLICT (day, measure, type, key, detail, shard) DO UPDATE SET
      count = stored.count + EXCLUDED.count,
      amount = stored.amount + EXCLUDED.amount`;
}
