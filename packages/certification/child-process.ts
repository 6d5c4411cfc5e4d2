import { type ChildProcess, spawn } from 'node:child_process';
import { CouldNotRunError } from './errors';
import { until } from './wait';

const STOP_MS = 10_000;
const KEPT_CHARACTERS = 2_000;

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) signal(child, 'SIGKILL');
});

/** The command may start programs of its own, such as those of npm, so it gets a process group. */
function signal({ pid }: ChildProcess, name: NodeJS.Signals): void {
  try {
    if (pid) process.kill(-pid, name);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}

export type Command = {
  name: string;
  command: string[];
  cwd: string;
  env: Record<string, string>;
};

/** A program that runs as long as the certification. */
export class Program {
  output = '';
  readonly #child: ChildProcess;
  readonly #exited: Promise<number | null>;
  #running = true;

  constructor(readonly settings: Command) {
    const [program = '', ...args] = settings.command;
    const { cwd, env } = settings;
    this.#child = spawn(program, args, {
      ...{ cwd, env: { ...process.env, ...env }, detached: true },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(this.#child);
    for (const stream of [this.#child.stdout, this.#child.stderr])
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.output = (this.output + text).slice(-KEPT_CHARACTERS);
      });
    this.#exited = new Promise((resolve) => {
      const ended = (code: number | null) => {
        this.#running = false;
        running.delete(this.#child);
        resolve(code);
      };
      this.#child.once('exit', ended);
      this.#child.once('error', (error) => {
        this.output += error.message;
        ended(null);
      });
    });
  }

  /** @throws CouldNotRunError with what it printed, if it ends first or takes too long */
  async ready<T>(isReady: () => T | null | Promise<T | null>, timeoutMs: number): Promise<T> {
    const ready = await until(async () => (this.#running ? await isReady() : 'ended'), timeoutMs);
    if (ready !== null && ready !== 'ended') return ready;
    const problem = ready === 'ended' ? 'ended' : `was not ready after ${timeoutMs / 1_000} s`;
    const { name, command } = this.settings;
    throw new CouldNotRunError(
      `${name} (${command.join(' ')}) ${problem}. It printed:\n${this.output || 'nothing'}`,
    );
  }

  /** Asks it to end, and ends it by force if it does not. */
  async stop(): Promise<void> {
    if (!this.#running) return;
    signal(this.#child, 'SIGTERM');
    const ended = await until(() => !this.#running, STOP_MS);
    if (!ended) signal(this.#child, 'SIGKILL');
    await this.#exited;
  }

  /** Ends it and what it started by force, as a crash would. */
  async kill(): Promise<void> {
    signal(this.#child, 'SIGKILL');
    await this.#exited;
  }
}
