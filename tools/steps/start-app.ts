import { awaitHealthy } from '../process/await-healthy';
import type { Child, ChildOptions } from '../process/child';
import type { Scope } from '../process/scope';

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

/** In demo mode anyone who reaches the app can sign in, so it listens on localhost only. */
export function serverArguments({ PORT, DEMO_MODE }: NodeJS.ProcessEnv): string[] {
  const off = ['', 'false', '0', 'off'].includes((DEMO_MODE ?? '').toLowerCase());
  return [
    ...['node_modules/next/dist/bin/next', 'start', '--port', PORT || '3000'],
    ...(off ? [] : ['--hostname', '127.0.0.1']),
  ];
}
