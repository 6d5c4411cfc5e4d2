import { awaitHealthy } from '../process/await-healthy';
import type { Child, ChildOptions } from '../process/child';
import type { Scope } from '../process/scope';

/** A program of its own: nothing of the app imports it. */
export const SIMULATOR = 'packages/simulator/bin.mjs';

type Output = ChildOptions['output'];

export async function startSimulator(
  scope: Scope,
  env: NodeJS.ProcessEnv,
  output: Output,
): Promise<Child> {
  const child = scope.start({ name: 'simulator', args: [SIMULATOR], env, output });
  await awaitHealthy(child, `http://127.0.0.1:${env.SIMULATOR_PORT}/health`);
  return child;
}

/** Starts the built app, on this machine's own address only. */
export async function startApp(
  scope: Scope,
  env: NodeJS.ProcessEnv,
  output: Output,
): Promise<Child> {
  const next = 'node_modules/next/dist/bin/next';
  const args = [next, 'start', '--hostname', '127.0.0.1', '--port', String(env.PORT)];
  const child = scope.start({ name: 'app', args, env: { ...env, NODE_ENV: 'production' }, output });
  await awaitHealthy(child, `http://127.0.0.1:${env.PORT}/api/health`);
  return child;
}
