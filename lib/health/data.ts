import 'server-only';
import { db } from '../db';

/** Names of the migrations that are applied, or a failure to ask. */
export async function getAppliedMigrations(): Promise<string[]> {
  const rows = await db().$queryRaw<{ migration_name: string }[]>`
    SELECT migration_name FROM _prisma_migrations
    WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;
  return rows.map((row) => row.migration_name);
}

/** How many transactions have been due for longer than `seconds`: a reconciler would have come. */
export async function countOverdue(seconds: number): Promise<number> {
  const rows = await db().$queryRaw<{ count: bigint }[]>`
    SELECT count(*) FROM transactions
    WHERE next_check_at < now() - make_interval(secs => ${seconds})`;
  return Number(rows[0]?.count ?? 0);
}
