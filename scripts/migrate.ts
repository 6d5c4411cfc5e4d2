import { applyMigrations } from '../prisma/migrate/apply';
import { authorMigration } from '../prisma/migrate/author';
import { type MigrationStatus, readMigrationStatus } from '../prisma/migrate/status';
import { withDatabase } from '../tools/database/local-database';
import { configuredEnvironment } from '../tools/environment/local-environment';
import { CommandError } from '../tools/process/command-error';
import { runCommand } from '../tools/process/run-command';

const [command, ...words] = process.argv.slice(3);

runCommand(async (scope) => {
  const { DATABASE_URL } = await withDatabase(scope, configuredEnvironment('development'));
  if (command === 'apply') return apply(DATABASE_URL);
  if (command === 'new') return author(DATABASE_URL, words.join(' '));
  if (command === 'status') return printStatus(await readMigrationStatus(DATABASE_URL));
  throw new CommandError('Say what to do: apply, new NAME or status.');
});

async function apply(databaseUrl: string): Promise<number> {
  const names = await applyMigrations(databaseUrl);
  console.log(names.length ? `Applied ${names.join(', ')}.` : 'The database is up to date.');
  return 0;
}

async function author(databaseUrl: string, name: string): Promise<number> {
  if (!/[a-z0-9]/i.test(name)) {
    throw new CommandError('Name the migration, as in: npm run db:migrate:new -- add payout limit');
  }
  const file = await authorMigration(databaseUrl, name);
  console.log(
    file
      ? `Wrote ${file}: read it, then apply it with npm run db:migrate.`
      : 'Nothing to do: prisma/schema.prisma is what the migrations lead to.',
  );
  return 0;
}

/** Ends with 0 only when the database is exactly at the end of this checkout's history. */
function printStatus({ applied, pending, edited, failed, unknown }: MigrationStatus): number {
  const lines = [
    ...applied.map((name) => `applied  ${name}`),
    ...edited.map((name) => `EDITED   ${name}  (its file was changed after it was applied)`),
    ...failed.map((name) => `FAILED   ${name}  (begun, never finished)`),
    ...unknown.map((name) => `UNKNOWN  ${name}  (applied, but not in this checkout)`),
    ...pending.map((name) => `pending  ${name}`),
  ];
  console.log(lines.join('\n') || 'There are no migrations.');
  return pending.length + edited.length + failed.length + unknown.length === 0 ? 0 : 1;
}
