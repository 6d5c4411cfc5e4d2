import 'server-only';
import { db } from '../db';
import type { ScheduleInput } from './schedule';

/** What the schedule needs to know of a transaction, by the database's clock. */
export async function getScheduleInput(id: string): Promise<ScheduleInput | null> {
  const rows = await db().$queryRaw<ScheduleInput[]>`
    SELECT status::text,
      extract(epoch FROM now() - created_at)::float8 AS "ageSeconds",
      extract(epoch FROM now() - viewed_at)::float8 AS "sinceViewedSeconds",
      extract(epoch FROM now() - updated_at)::float8 AS "sinceChangeSeconds",
      COALESCE(session_expires_at > now(), false) AS "retryPossible",
      failed_checks AS "failedChecks"
    FROM transactions WHERE id = ${id}`;
  return rows[0] ?? null;
}
