import { type SpawnOptions, spawn } from 'node:child_process';

export type RunResult = {
  /** The exit code, or 1 if the program could not start or a signal ended it. */
  code: number;
  /** Standard output and standard error, interleaved. */
  output: string;
};

type RunOptions = Pick<SpawnOptions, 'cwd' | 'env' | 'uid' | 'gid' | 'timeout' | 'detached'>;

/** Runs a program until it exits and captures its output. Never throws. */
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

export function lastLines(output: string, count = 25): string {
  return output.trimEnd().split('\n').slice(-count).join('\n');
}
