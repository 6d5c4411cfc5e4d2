import { type MigrationStatus, readMigrationStatus } from '../prisma/migrate/status';
import { withDatabase } from '../tools/database/local-database';
import { configuredEnvironment } from '../tools/process/configured-environment';
import { runCommand } from '../tools/process/run-command';

runCommand(async (scope) => {
  const { DATABASE_URL } = await withDatabase(scope, configuredEnvironment('development'));
  return printStatus(await readMigrationStatus(DATABASE_URL));
});

/** Returns 0 only if the database has exactly the migrations of this checkout. */
function printStatus({ applied, pending, edited, failed, unknown }: MigrationStatus): number {
  const lines = [
    ...applied.map((name) => `applied  ${name}`),
    ...edited.map((name) => `EDITED   ${name}  (the file was changed after it was applied)`),
    ...failed.map((name) => `FAILED   ${name}  (started but never finished)`),
    ...unknown.map((name) => `UNKNOWN  ${name}  (applied, but not in this checkout)`),
    ...pending.map((name) => `pending  ${name}`),
  ];
  console.log(lines.join('\n') || 'There are no migrations.');
  return pending.length + edited.length + failed.length + unknown.length === 0 ? 0 : 1;
}
