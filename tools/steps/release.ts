import { existsSync } from 'node:fs';
import { CommandError } from '../process/command-error';

/** What is deployed: the output of Next.js, completed by assemble-release.ts. */
export const release = '.next/standalone';
export const serverProgram = `${release}/server.js`;
export const workerProgram = `${release}/worker.js`;

export function requireRelease(): void {
  if (existsSync(serverProgram) && existsSync(workerProgram)) return;
  throw new CommandError('There is no build. Run `npm run build` first.');
}

/** In demo mode anyone who reaches the app can sign in, so it listens on localhost only. */
export function serverEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const demo = !['', 'false', '0', 'off'].includes((env.DEMO_MODE ?? '').toLowerCase());
  // Set in any case, because shells and containers put the name of the machine there.
  const HOSTNAME = demo ? '127.0.0.1' : '0.0.0.0';
  return { ...env, PORT: env.PORT || '3000', HOSTNAME, NODE_ENV: 'production' };
}
