import path from 'node:path';
import type { Adapter } from '../adapter/schema';
import { Program } from '../child-process';
import { CouldNotRunError } from '../errors';
import { until } from '../wait';
import { fill, type Values } from './template';

const REACHABLE_MS = 5_000;
const GONE_MS = 5_000;

async function responds(url: string, isReady: (response: Response) => boolean): Promise<boolean> {
  const response = await fetch(url, { redirect: 'manual' }).catch(() => null);
  await response?.body?.cancel();
  return response !== null && isReady(response);
}

/** The backend as a process that we start, and can restart. */
export class BackendProcess {
  #program: Program | null = null;

  /** @param values what the variables of the environment are filled with */
  constructor(
    readonly adapter: Adapter & { start: NonNullable<Adapter['start']> },
    readonly values: Values,
  ) {}

  /** @throws CouldNotRunError if it does not become healthy */
  async start(): Promise<void> {
    const { start, folder } = this.adapter;
    if (await responds(start.healthUrl, () => true))
      throw new CouldNotRunError(
        `Something already responds at ${start.healthUrl}. Stop it, because this program starts the backend itself.`,
      );
    const env = Object.entries(start.env).map(([name, text]) => [name, fill(text, this.values)]);
    this.#program = new Program({
      name: 'The backend',
      command: start.command,
      cwd: path.resolve(folder, start.cwd),
      env: Object.fromEntries(env),
    });
    await this.#program.ready(
      async () => ((await responds(start.healthUrl, ({ ok }) => ok)) ? true : null),
      start.timeoutSeconds * 1_000,
    );
  }

  async stop(): Promise<void> {
    await this.#program?.stop();
    this.#program = null;
  }

  /** Kills it without a chance to write anything. */
  async kill(): Promise<void> {
    await this.#program?.kill();
    this.#program = null;
    // The programs that it started end at the same time, but not before this one.
    const isGone = async () => !(await responds(this.adapter.start.healthUrl, () => true));
    await until(isGone, GONE_MS);
  }
}

/** @throws CouldNotRunError if nothing responds where the backend should be */
export async function requireReachable(adapter: Adapter): Promise<void> {
  const { origin } = new URL(adapter.mint.url);
  if (await until(() => responds(origin, () => true), REACHABLE_MS)) return;
  throw new CouldNotRunError(`The backend does not respond at ${origin}, where mint.url is.`);
}
