import { type SpawnOptions, spawn } from 'node:child_process';

export interface RunResult {
  /** The exit code; 1 when the program could not be started or was ended by a signal. */
  code: number;
  /** Standard output and standard error, in the order they arrived. */
  output: string;
}

type RunOptions = Pick<SpawnOptions, 'cwd' | 'env' | 'uid' | 'gid' | 'timeout' | 'detached'>;

/** Runs a program to its end without a terminal, collecting what it printed. Never throws. */
export function runToEnd(
  command: string,
  args: string[],
  options: RunOptions = {},
): Promise<RunResult> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const collect = (chunk: Buffer) => {
      output += chunk.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', (error) => resolve({ code: 1, output: `${output}${error.message}\n` }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** The last lines of a program's output: where it usually says why it failed. */
export function lastLines(output: string, count = 25): string {
  return output.trimEnd().split('\n').slice(-count).join('\n');
}
