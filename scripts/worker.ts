import { existsSync } from 'node:fs';
import { withDatabase } from '../tools/database/local-database';
import { typescript } from '../tools/process/child';
import { CommandError } from '../tools/process/command-error';
import { configuredEnvironment } from '../tools/process/configured-environment';
import { runUntilStopped } from '../tools/process/run-command';

/** Runs the background jobs with the same environment as `npm start`. */
runUntilStopped(async (scope) => {
  if (!existsSync('lib/generated/prisma'))
    throw new CommandError('There is no database client. Run `npm run build` first.');
  const settings = await withDatabase(scope, configuredEnvironment('production'));
  const env = { ...settings, NODE_ENV: 'production' as const };
  const args = [...typescript, '--conditions=react-server', 'scripts/worker-process.ts'];
  return scope.start({ name: 'worker', args, env, output: 'terminal' }).exited;
});
