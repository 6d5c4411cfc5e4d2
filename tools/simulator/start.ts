import { awaitHealthy } from '../process/await-healthy';
import type { Child, ChildOptions } from '../process/child';
import type { Scope } from '../process/scope';

export const SIMULATOR = 'packages/simulator/bin.mjs';

export async function startSimulator(
  scope: Scope,
  env: NodeJS.ProcessEnv,
  output: ChildOptions['output'],
): Promise<Child> {
  const child = scope.start({ name: 'simulator', args: [SIMULATOR], env, output });
  await awaitHealthy(child, `http://127.0.0.1:${env.SIMULATOR_PORT}/health`);
  return child;
}
