import { type Child, type ChildOptions, startChild } from './child';
import { CommandError } from './command-error';

type Cleanup = () => Promise<void>;

/** What a command started. It is stopped in reverse order on success, failure and Ctrl-C. */
export class Scope {
  #cleanups: Cleanup[] = [];
  #closing = false;

  constructor(private readonly logFolder = '.data/logs') {}

  defer(cleanup: Cleanup): void {
    this.#cleanups.push(cleanup);
  }

  /** Makes closing the scope wait for the work, then undo it. */
  async finish<T>(work: Promise<T>, undo?: (result: T) => Promise<void>): Promise<T> {
    this.defer(async () => {
      const result = await work.catch(() => undefined);
      if (result !== undefined) await undo?.(result);
    });
    return work;
  }

  start(options: ChildOptions): Child {
    if (this.#closing) throw new CommandError('Stopping.');
    const child = startChild(options, this.logFolder);
    this.defer(() => child.stop());
    return child;
  }

  async close(): Promise<void> {
    this.#closing = true;
    for (const cleanup of this.#cleanups.splice(0).reverse()) await cleanup();
  }
}
