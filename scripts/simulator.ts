import { requireFreePort } from '../tools/process/ports';
import { runUntilStopped } from '../tools/process/run-command';
import { localEnvironment } from '../tools/simulator/environment';
import { SIMULATOR } from '../tools/simulator/start';

runUntilStopped(async (scope) => {
  const { env } = localEnvironment('development');
  await requireFreePort('SIMULATOR_PORT', env.SIMULATOR_PORT || '4000');
  return scope.start({ name: 'simulator', args: [SIMULATOR], env, output: 'terminal' }).exited;
});
