import 'server-only';
import { db } from '../db';

/** Throws if the database was never migrated. */
export async function getAppliedMigrations(): Promise<string[]> {
  const rows = await db().$queryRaw<{ migration_name: string }[]>`
    SELECT migration_name FROM _prisma_migrations
    WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`;
  return rows.map((row) => row.migration_name);
}

/** Counts transactions that the reconciler should have checked more than `seconds` ago. */
export async function countOverdue(seconds: number): Promise<number> {
  const [row] = await db().$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM transactions
    WHERE next_check_at < now() - make_interval(secs => ${seconds})`;
  return row?.count ?? 0;
}
