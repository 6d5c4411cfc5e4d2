import { awaitHealthy } from '../process/await-healthy';
import type { Child, ChildOptions } from '../process/child';
import type { Scope } from '../process/scope';
import { serverEnvironment, serverProgram } from './release';

export async function startApp(
  scope: Scope,
  env: NodeJS.ProcessEnv,
  output: ChildOptions['output'],
): Promise<Child> {
  const server = { args: [serverProgram], env: serverEnvironment(env) };
  const child = scope.start({ name: 'app', ...server, output });
  await awaitHealthy(child, `http://127.0.0.1:${env.PORT}/api/health`);
  return child;
}
