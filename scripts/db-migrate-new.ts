import { authorMigration } from '../prisma/migrate/author';
import { withDatabase } from '../tools/database/local-database';
import { CommandError } from '../tools/process/command-error';
import { configuredEnvironment } from '../tools/process/configured-environment';
import { runCommand } from '../tools/process/run-command';
import { generateClient } from '../tools/steps/generate';

const name = process.argv.slice(3).join(' ');

runCommand(async (scope) => {
  if (!/[a-z0-9]/i.test(name))
    throw new CommandError(
      'Name the migration, for example: npm run db:migrate:new -- add payout limit',
    );
  const env = await withDatabase(scope, configuredEnvironment('development'));
  const file = await authorMigration(env.DATABASE_URL, name);
  await generateClient(scope, env);
  console.log(
    file
      ? `Wrote ${file}. Read it, then apply it with npm run db:migrate.`
      : 'Nothing to do: the migrations already match prisma/schema.prisma.',
  );
  return 0;
});
