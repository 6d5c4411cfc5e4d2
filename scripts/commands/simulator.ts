import { localEnvironment } from '../local-environment';
import { typescript } from '../process/child';
import { requireFreePort } from '../process/ports';
import { runUntilStopped } from '../process/run-command';

runUntilStopped(async (scope) => {
  const { env } = localEnvironment('development');
  await requireFreePort('SIMULATOR_PORT', env.SIMULATOR_PORT || '4000');
  const args = [...typescript, 'simulator/main.ts'];
  return scope.start({ name: 'simulator', args, env, output: 'terminal' }).exited;
});
