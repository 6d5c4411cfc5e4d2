import { readFileSync } from 'node:fs';
import path from 'node:path';
import getPort from 'get-port';
import { awaitHealthy } from '../../tools/process/await-healthy';
import { type Child, typescript } from '../../tools/process/child';
import type { Scope } from '../../tools/process/scope';

const EXIT_PATIENCE_MS = 30_000;

/** A process of the app that a fault may end in any way, by its own id. */
export interface ServerProcess {
  name: string;
  /** Empty for a worker. */
  url: string;
  /** As `kill -9`: nothing of it runs any more when this resolves. Throws when it had ended before. */
  kill: () => Promise<void>;
  /** Asks it to end, and throws when it had ended before. */
  terminate: () => Promise<Exit>;
  /** In words, when it is gone and nobody has told it to go. */
  endedByItself: () => string | undefined;
  /** What its log ends with. */
  tail: () => string;
  /** In bytes, or null where the system does not tell. */
  residentMemory: () => number | null;
}

/** How long an end took, and the code; Infinity when it had to be killed in the end. */
type Exit = { exitMs: number; code: number };

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
    args: [...typescript, '--conditions=react-server', 'scripts/worker-process.ts'],
    env: { ...env, ...overrides, NODE_ENV: 'production' },
    output: 'log',
  });
  return asServer(child, '');
}

function asServer(child: Child, url: string): ServerProcess {
  let told = false;
  let exitCode: number | undefined;
  void child.exited.then((code) => {
    exitCode = code;
  });
  const ended = (code: number) =>
    `${child.name} ended by itself with code ${child.killedBy() ?? code}`;
  const signal = (name: NodeJS.Signals) => {
    if (exitCode === undefined && child.pid !== undefined) process.kill(child.pid, name);
  };
  const tell = (name: NodeJS.Signals) => {
    if (told) throw new Error(`${child.name} was told to end before`);
    if (exitCode !== undefined) throw new Error(ended(exitCode));
    told = true;
    signal(name);
  };
  return {
    name: child.name,
    url,
    kill: async () => {
      tell('SIGKILL');
      const code = await child.exited;
      // It may have died in the moment before, without anybody having heard of it yet.
      if (child.killedBy() !== 'SIGKILL') throw new Error(ended(code));
    },
    terminate: async () => {
      const startMs = performance.now();
      tell('SIGTERM');
      const losingPatience = setTimeout(() => signal('SIGKILL'), EXIT_PATIENCE_MS);
      const code = await child.exited;
      clearTimeout(losingPatience);
      const exitMs = performance.now() - startMs;
      return { exitMs: child.killedBy() === 'SIGKILL' ? Infinity : exitMs, code };
    },
    endedByItself: () => (told || exitCode === undefined ? undefined : ended(exitCode)),
    tail: child.tail,
    residentMemory: () => readResidentMemory(child.pid),
  };
}

function readResidentMemory(pid: number | undefined): number | null {
  try {
    const status = readFileSync(path.join('/proc', String(pid), 'status'), 'utf8');
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) * 1_024;
  } catch {
    return null;
  }
}
