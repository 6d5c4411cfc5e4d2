import { applyMigrations } from '../prisma/migrate/apply';
import { CommandError } from '../tools/process/command-error';
import { runCommand } from '../tools/process/run-command';

/** Needs only DATABASE_URL, of a role that may change the schema (prisma/roles.sql). */
runCommand(async (scope) => {
  const { DATABASE_URL } = process.env;
  if (!DATABASE_URL) throw new CommandError('DATABASE_URL is not set. It names the database.');
  const names = await scope.finish(applyMigrations(DATABASE_URL));
  console.log(names.length ? `Applied ${names.join(', ')}.` : 'The database is up to date.');
  return 0;
});
