import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { lastLines } from './run-to-end';

const graceMs = 8_000;
export const tether = pathToFileURL(path.join(import.meta.dirname, 'tether.mjs')).href;

export interface ChildOptions {
  /** Names the log file when the output goes to one. */
  name: string;
  /** The Node.js binary; the one of this process where none is named. */
  node?: string;
  /** Arguments for Node itself: options, then the script with its own. */
  args: string[];
  env: NodeJS.ProcessEnv;
  output: 'terminal' | 'log';
}

export interface Child {
  name: string;
  /** Undefined when the process could not be started. */
  pid: number | undefined;
  /** Resolves with the exit code once the process is gone; 1 when a signal ended it. */
  exited: Promise<number>;
  /** The signal that ended it, where it did not exit by itself. */
  killedBy: () => NodeJS.Signals | null;
  /** What the log ends with; empty when the output went to the terminal. */
  tail: () => string;
  stop: () => Promise<void>;
}

export const typescript = ['--import', 'tsx'];

/**
 * Starts Node as a process group of its own. A Ctrl-C in the terminal therefore reaches only the
 * command, which stops its children in order; should the command be killed, the tether ends them.
 */
export function startChild(
  { name, node = process.execPath, args, env, output }: ChildOptions,
  logFolder: string,
): Child {
  const logFile = path.join(logFolder, `${name}.log`);
  const sink = output === 'log' ? openLog(logFile) : 'inherit';
  const started = spawn(node, ['--import', tether, ...args], {
    env,
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
  const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), graceMs);
  await exited;
  clearTimeout(timer);
  signalGroup(child, 'SIGKILL');
}

function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group is gone already, which is what was wanted.
  }
}

function openLog(file: string): number {
  mkdirSync(path.dirname(file), { recursive: true });
  return openSync(file, 'w');
}
