import { tether } from '../process/child';
import { type RunResult, runToEnd } from '../process/run-to-end';

export function runProgram(args: string[], env: Record<string, string> = {}): Promise<RunResult> {
  return runToEnd(process.execPath, ['--import', tether, ...args], {
    env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined, ...env },
  });
}
