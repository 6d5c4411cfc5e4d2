import { readFileSync } from 'node:fs';
import path from 'node:path';
import getPort from 'get-port';
import { awaitHealthy } from '../../process/await-healthy';
import { type Child, typescript } from '../../process/child';
import type { Scope } from '../../process/scope';

/** A process of the app that a fault may end in any way, by its own id. */
export interface ServerProcess {
  name: string;
  /** Empty for a worker. */
  url: string;
  /** As `kill -9`: nothing of it runs any more when this resolves. */
  kill: () => Promise<void>;
  /** Asks it to end, and answers how long that took. */
  terminate: () => Promise<number>;
  isRunning: () => boolean;
  /** Makes it let go of what it no longer needs; only with the preload collect-garbage.mjs. */
  collectGarbage: () => void;
  /** Resident memory in bytes, or null where the system does not tell. */
  memory: () => number | null;
}

export type Settings = Record<string, string>;

/** The built app on a port of its own. */
export async function startWeb(
  scope: Scope,
  env: NodeJS.ProcessEnv,
  overrides: Settings = {},
): Promise<ServerProcess> {
  const port = String(await getPort({ host: '127.0.0.1' }));
  const next = 'node_modules/next/dist/bin/next';
  const child = scope.start({
    name: `web-${port}`,
    args: [next, 'start', '--hostname', '127.0.0.1', '--port', port],
    env: { ...env, ...overrides, PORT: port, NODE_ENV: 'production' },
    output: 'log',
  });
  await awaitHealthy(child, `http://127.0.0.1:${port}/api/health`);
  return asServer(child, `http://127.0.0.1:${port}`);
}

let workers = 0;

export function startWorker(
  scope: Scope,
  env: NodeJS.ProcessEnv,
  overrides: Settings = {},
): ServerProcess {
  workers += 1;
  const child = scope.start({
    name: `worker-${workers}`,
    args: [...typescript, '--conditions=react-server', 'scripts/worker.ts'],
    env: { ...env, ...overrides, NODE_ENV: 'production' },
    output: 'log',
  });
  return asServer(child, '');
}

function asServer(child: Child, url: string): ServerProcess {
  let running = true;
  void child.exited.then(() => {
    running = false;
  });
  const signal = (name: NodeJS.Signals) => {
    if (running && child.pid !== undefined) process.kill(child.pid, name);
  };
  return {
    name: child.name,
    url,
    kill: async () => {
      signal('SIGKILL');
      await child.exited;
    },
    terminate: async () => {
      const startMs = performance.now();
      signal('SIGTERM');
      await child.exited;
      return performance.now() - startMs;
    },
    isRunning: () => running,
    collectGarbage: () => signal('SIGUSR2'),
    memory: () => residentMemory(child.pid),
  };
}

function residentMemory(pid: number | undefined): number | null {
  try {
    const status = readFileSync(path.join('/proc', String(pid), 'status'), 'utf8');
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) * 1_024;
  } catch {
    return null;
  }
}
