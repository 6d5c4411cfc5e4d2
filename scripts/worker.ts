import { withDatabase } from '../tools/database/local-database';
import { localEnvironment } from '../tools/environment/local-environment';
import { typescript } from '../tools/process/child';
import { runUntilStopped } from '../tools/process/run-command';

runUntilStopped(async (scope) => {
  const env = await withDatabase(scope, localEnvironment('development').env);
  const args = [...typescript, '--conditions=react-server', 'scripts/worker-process.ts'];
  return scope.start({ name: 'worker', args, env, output: 'terminal' }).exited;
});
