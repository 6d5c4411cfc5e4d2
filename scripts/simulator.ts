import { localEnvironment } from '../tools/environment/local-environment';
import { requireFreePort } from '../tools/process/ports';
import { runUntilStopped } from '../tools/process/run-command';
import { SIMULATOR } from '../tools/steps/services';

runUntilStopped(async (scope) => {
  const { env } = localEnvironment('development');
  await requireFreePort('SIMULATOR_PORT', env.SIMULATOR_PORT || '4000');
  return scope.start({ name: 'simulator', args: [SIMULATOR], env, output: 'terminal' }).exited;
});
