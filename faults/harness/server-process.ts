import { readFileSync } from 'node:fs';
import path from 'node:path';
import getPort from 'get-port';
import { awaitHealthy } from '../../tools/process/await-healthy';
import type { Child } from '../../tools/process/child';
import type { Scope } from '../../tools/process/scope';
import { release } from '../../tools/steps/release';

const EXIT_TIMEOUT_MS = 30_000;

/** A web or worker process of the app. A fault case ends it once, in the way that it needs. */
export type ServerProcess = {
  name: string;
  /** Empty for a worker. */
  url: string;
  /** `kill -9`; resolves when the process is gone. Throws if it had exited before. */
  kill: () => Promise<void>;
  /** SIGTERM. Throws if the process had exited before. */
  terminate: () => Promise<Exit>;
  /** Describes an exit that no fault case caused. */
  unexpectedExit: () => string | undefined;
  tail: () => string;
  /** Null if the operating system does not report it. */
  residentBytes: () => number | null;
};

/** `exitMs` is Infinity if the process had to be killed in the end. */
type Exit = { exitMs: number; code: number };

export type Settings = Record<string, string>;

export async function startWeb(
  scope: Scope,
  env: NodeJS.ProcessEnv,
  overrides: Settings = {},
  releaseFolder = release,
): Promise<ServerProcess> {
  const port = overrides.PORT ?? String(await getPort({ host: '127.0.0.1' }));
  const child = scope.start({
    name: `web-${port}`,
    args: [path.join(releaseFolder, 'server.js')],
    env: { ...env, ...overrides, PORT: port, HOSTNAME: '127.0.0.1', NODE_ENV: 'production' },
    output: 'log',
  });
  await awaitHealthy(child, `http://127.0.0.1:${port}/api/health`);
  return serverProcess(child, `http://127.0.0.1:${port}`);
}

let workers = 0;

export function startWorker(
  scope: Scope,
  env: NodeJS.ProcessEnv,
  overrides: Settings = {},
  releaseFolder = release,
): ServerProcess {
  workers += 1;
  const child = scope.start({
    name: `worker-${workers}`,
    args: [path.join(releaseFolder, 'worker.js')],
    env: { ...env, ...overrides, NODE_ENV: 'production' },
    output: 'log',
  });
  return serverProcess(child, '');
}

function serverProcess(child: Child, url: string): ServerProcess {
  let signalled = false;
  let exitCode: number | undefined;
  void child.exited.then((code) => {
    exitCode = code;
  });
  const unexpected = (code: number) =>
    `${child.name} exited unexpectedly with ${child.killedBy() ?? `code ${code}`}`;
  const send = (signal: NodeJS.Signals) => {
    if (exitCode === undefined && child.pid !== undefined) process.kill(child.pid, signal);
  };
  const signalOnce = (signal: NodeJS.Signals) => {
    if (signalled) throw new Error(`${child.name} was signalled before`);
    if (exitCode !== undefined) throw new Error(unexpected(exitCode));
    signalled = true;
    send(signal);
  };
  return {
    name: child.name,
    url,
    kill: async () => {
      signalOnce('SIGKILL');
      const code = await child.exited;
      // It may have crashed just before the signal.
      if (child.killedBy() !== 'SIGKILL') throw new Error(unexpected(code));
    },
    terminate: async () => {
      const startMs = performance.now();
      signalOnce('SIGTERM');
      const timeout = setTimeout(() => send('SIGKILL'), EXIT_TIMEOUT_MS);
      const code = await child.exited;
      clearTimeout(timeout);
      const exitMs = performance.now() - startMs;
      return { exitMs: child.killedBy() === 'SIGKILL' ? Infinity : exitMs, code };
    },
    unexpectedExit: () => (signalled || exitCode === undefined ? undefined : unexpected(exitCode)),
    tail: child.tail,
    residentBytes: () => readResidentBytes(child.pid),
  };
}

function readResidentBytes(pid: number | undefined): number | null {
  try {
    const status = readFileSync(path.join('/proc', String(pid), 'status'), 'utf8');
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
    return kilobytes === undefined ? null : Number(kilobytes) * 1_024;
  } catch {
    return null;
  }
}
