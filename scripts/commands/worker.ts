import { withDatabase } from '../database/local-database';
import { localEnvironment } from '../local-environment';
import { typescript } from '../process/child';
import { runUntilStopped } from '../process/run-command';

runUntilStopped(async (scope) => {
  const env = await withDatabase(scope, localEnvironment('development').env);
  const args = [...typescript, '--conditions=react-server', 'scripts/worker.ts'];
  return scope.start({ name: 'worker', args, env, output: 'terminal' }).exited;
});
