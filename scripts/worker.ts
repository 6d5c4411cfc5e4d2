import { withDatabase } from '../tools/database/local-database';
import { configuredEnvironment } from '../tools/process/configured-environment';
import { runUntilStopped } from '../tools/process/run-command';
import { requireRelease, workerProgram } from '../tools/steps/release';

/** Runs the background jobs with the same environment as `npm start`. */
runUntilStopped(async (scope) => {
  requireRelease();
  const settings = await withDatabase(scope, configuredEnvironment('production'));
  const env = { ...settings, NODE_ENV: 'production' as const };
  return scope.start({ name: 'worker', args: [workerProgram], env, output: 'terminal' }).exited;
});
