import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { lastLines } from './run-to-end';

const KILL_AFTER_MS = 8_000;
export const tether = pathToFileURL(path.join(import.meta.dirname, 'tether.mjs')).href;

export type ChildOptions = {
  /** Also the name of the log file. */
  name: string;
  /** The Node.js binary. Defaults to the one of this process. */
  node?: string;
  /** Options for Node.js, then the script and its arguments. */
  args: string[];
  /** The folder that it runs in. Defaults to the one of this process. */
  cwd?: string;
  env: NodeJS.ProcessEnv;
  output: 'terminal' | 'log';
};

export type Child = {
  name: string;
  pid: number | undefined;
  /** Resolves with the exit code, or 1 if a signal ended the process. */
  exited: Promise<number>;
  killedBy: () => NodeJS.Signals | null;
  /** The end of the log. Empty if the output goes to the terminal. */
  tail: () => string;
  stop: () => Promise<void>;
};

export const typescript = ['--import', 'tsx'];

/**
 * In its own process group, so that Ctrl-C only reaches the command, which stops its children in
 * order.
 */
export function startChild(
  { name, node = process.execPath, args, cwd, env, output }: ChildOptions,
  logFolder: string,
): Child {
  const logFile = path.join(logFolder, `${name}.log`);
  const sink = output === 'log' ? openLog(logFile) : 'inherit';
  const started = spawn(node, ['--import', tether, ...args], {
    ...{ cwd, env },
    detached: true,
    stdio: ['ignore', sink, sink],
  });
  if (typeof sink === 'number') closeSync(sink);
  const exited = new Promise<number>((resolve) => {
    started.on('error', () => resolve(1));
    started.on('exit', (code) => resolve(code ?? 1));
  });
  return {
    name,
    pid: started.pid,
    exited,
    killedBy: () => started.signalCode,
    tail: () => (output === 'log' ? lastLines(readFileSync(logFile, 'utf8')) : ''),
    stop: () => stopGroup(started, exited),
  };
}

async function stopGroup(child: ChildProcess, exited: Promise<number>): Promise<void> {
  signalGroup(child, 'SIGTERM');
  const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), KILL_AFTER_MS);
  await exited;
  clearTimeout(timer);
  signalGroup(child, 'SIGKILL');
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group no longer exists.
  }
}

function openLog(file: string): number {
  mkdirSync(path.dirname(file), { recursive: true });
  return openSync(file, 'w');
}
