import { awaitHealthy } from '../process/await-healthy';
import type { Child, ChildOptions } from '../process/child';
import type { Scope } from '../process/scope';
import { serverArguments } from './server-arguments';

export async function startApp(
  scope: Scope,
  env: NodeJS.ProcessEnv,
  output: ChildOptions['output'],
): Promise<Child> {
  const args = serverArguments(env);
  const child = scope.start({ name: 'app', args, env: { ...env, NODE_ENV: 'production' }, output });
  await awaitHealthy(child, `http://127.0.0.1:${env.PORT}/api/health`);
  return child;
}
