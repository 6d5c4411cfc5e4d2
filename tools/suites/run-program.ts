import { tether } from '../process/child';
import { type RunResult, runToEnd } from '../process/run-to-end';

/** Runs a program of an installed package with Node, in the environment of tests. */
export function runProgram(
  file: string,
  args: string[],
  env: Record<string, string> = {},
): Promise<RunResult> {
  return runToEnd(process.execPath, ['--import', tether, `node_modules/${file}`, ...args], {
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, ...env },
  });
}
