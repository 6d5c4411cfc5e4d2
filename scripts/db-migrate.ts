import { existsSync } from 'node:fs';
import { applyMigrations } from '../prisma/migrate/apply';
import { withDatabase } from '../tools/database/local-database';
import { configuredEnvironment } from '../tools/process/configured-environment';
import { runCommand } from '../tools/process/run-command';
import { generateClient } from '../tools/steps/generate';

runCommand(async (scope) => {
  const env = await withDatabase(scope, configuredEnvironment('development'));
  const names = await applyMigrations(env.DATABASE_URL);
  console.log(names.length ? `Applied ${names.join(', ')}.` : 'The database is up to date.');
  // Servers without development dependencies use the client that `npm run build` generated.
  if (existsSync('node_modules/prisma') && (await generateClient(scope, env)))
    console.log('Generated the database client. Restart `npm run dev` to use it.');
  return 0;
});
