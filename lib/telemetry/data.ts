import 'server-only';
import { db } from '../db';

export type Backlog = {
  dueChecks: number;
  /** 0 if no check is due. */
  oldestDueCheckSeconds: number;
  failingChecks: number;
  failingSideEffects: number;
  /** 0 if none is due. */
  oldestSideEffectSeconds: number;
};

/** The work that waits, for all processes together. Reads small indexes only. */
export async function getBacklog(): Promise<Backlog> {
  const [backlog] = await db().$queryRaw<[Backlog]>`
    SELECT checks.*, effects.*, (
      SELECT count(*)::int FROM transactions WHERE failed_checks > 0 AND next_check_at IS NOT NULL
    ) AS "failingChecks"
    FROM (
      SELECT count(*)::int AS "dueChecks",
        COALESCE(extract(epoch FROM now() - min(next_check_at)), 0)::float8
          AS "oldestDueCheckSeconds"
      FROM transactions WHERE next_check_at <= now()
    ) AS checks,
    (
      SELECT count(*) FILTER (WHERE attempts > 0)::int AS "failingSideEffects",
        COALESCE(extract(epoch FROM now() - min(created_at)), 0)::float8
          AS "oldestSideEffectSeconds"
      FROM side_effects WHERE due_at IS NOT NULL
    ) AS effects`;
  return backlog;
}
