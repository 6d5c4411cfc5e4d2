import { requireDatabase } from './connection';
import { withSchemaEngine } from './engine';
import { readHistory } from './history';

export type MigrationStatus = {
  applied: string[];
  pending: string[];
  /** Applied, but the file has changed since. */
  edited: string[];
  /** Started but never finished. */
  failed: string[];
  /** Applied, but not in this checkout. */
  unknown: string[];
};

export async function readMigrationStatus(databaseUrl: string): Promise<MigrationStatus> {
  await requireDatabase(databaseUrl);
  const migrationsList = readHistory();
  const diagnosis = await withSchemaEngine(databaseUrl, (engine) =>
    engine.diagnoseMigrationHistory({
      migrationsList,
      optInToShadowDatabase: false,
      filters: { externalTables: [], externalEnums: [] },
    }),
  );
  const { history, editedMigrationNames: edited, failedMigrationNames: failed } = diagnosis;
  const pending =
    history && 'unappliedMigrationNames' in history ? history.unappliedMigrationNames : [];
  const unknown =
    history && 'unpersistedMigrationNames' in history ? history.unpersistedMigrationNames : [];
  const names = migrationsList.migrationDirectories.map((directory) => directory.path);
  const applied = names.filter((name) => !pending.includes(name) && !failed.includes(name));
  return { applied, pending, edited, failed, unknown };
}
