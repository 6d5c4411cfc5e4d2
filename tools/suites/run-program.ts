import { tether } from '../process/child';
import { type RunResult, runToEnd } from '../process/run-to-end';

/** Runs a Node.js program to its end, in the environment of tests. */
export function runProgram(args: string[], env: Record<string, string> = {}): Promise<RunResult> {
  return runToEnd(process.execPath, ['--import', tether, ...args], {
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, ...env },
  });
}
