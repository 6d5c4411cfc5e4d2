import type pg from 'pg';

export type Query = <Row extends pg.QueryResultRow>(
  text: string,
  values?: unknown[],
) => Promise<Row[]>;

/**
 * Logs each time a side effect is marked as done, in the fault case's own database. The log entry
 * commits with the effect, so it counts runs of any partner's effect.
 */
export async function installSideEffectLog({ query }: { query: Query }): Promise<void> {
  await query(`
    CREATE TABLE side_effect_log (transaction_id text NOT NULL);
    CREATE FUNCTION log_side_effect() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      INSERT INTO side_effect_log VALUES (NEW.transaction_id);
      RETURN NULL;
    END
    $$;
    CREATE TRIGGER log_side_effect AFTER UPDATE OF done_at ON side_effects
      FOR EACH ROW WHEN (NEW.done_at IS NOT NULL) EXECUTE FUNCTION log_side_effect()`);
}

/** Completed transactions whose effect never ran, and effects that ran too often. */
export async function countSideEffects({
  query,
}: {
  query: Query;
}): Promise<{ missing: number; repeated: number }> {
  const rows = await query<{ expected: number; runs: number }>(
    `SELECT CASE WHEN t.status = 'completed' THEN 1 ELSE 0 END AS expected,
       count(log.transaction_id)::int AS runs
     FROM transactions AS t LEFT JOIN side_effect_log AS log ON log.transaction_id = t.id
     GROUP BY t.id`,
  );
  return {
    missing: rows.filter(({ expected, runs }) => runs < expected).length,
    repeated: rows.filter(({ expected, runs }) => runs > expected).length,
  };
}
