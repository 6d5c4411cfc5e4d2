import { existsSync } from 'node:fs';
import { withDatabase } from '../tools/database/local-database';
import { typescript } from '../tools/process/child';
import { CommandError } from '../tools/process/command-error';
import { runCommand } from '../tools/process/run-command';
import { localEnvironment } from '../tools/simulator/environment';

/** Says who may use the operator's console. Without a DATABASE_URL, in the embedded database. */
runCommand(async (scope) => {
  if (!existsSync('lib/generated/prisma'))
    throw new CommandError('There is no database client. Run `npm run build` first.');
  const env = await withDatabase(scope, localEnvironment('development').env);
  const script = ['--conditions=react-server', 'scripts/operator-process.ts'];
  const args = [...typescript, ...script, ...process.argv.slice(3)];
  return scope.start({ name: 'operator', args, env, output: 'terminal' }).exited;
});
