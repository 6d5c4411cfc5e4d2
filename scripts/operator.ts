import { existsSync } from 'node:fs';
import { applyMigrations } from '../prisma/migrate/apply';
import { withDatabase } from '../tools/database/local-database';
import { typescript } from '../tools/process/child';
import { CommandError } from '../tools/process/command-error';
import { runCommand } from '../tools/process/run-command';
import { localEnvironment } from '../tools/simulator/environment';

/** Says who may use the operator's console. Without a DATABASE_URL, in the embedded database. */
runCommand(async (scope) => {
  if (!existsSync('lib/generated/prisma'))
    throw new CommandError('There is no database client. Run `npm run build` first.');
  const settings = localEnvironment('development').env;
  const env = await withDatabase(scope, settings);
  if (!settings.DATABASE_URL) await scope.finish(applyMigrations(env.DATABASE_URL));
  const script = ['--conditions=react-server', 'scripts/operator-process.ts'];
  const args = [...typescript, ...script, ...process.argv.slice(3)];
  return scope.start({ name: 'operator', args, env, output: 'terminal' }).exited;
});
