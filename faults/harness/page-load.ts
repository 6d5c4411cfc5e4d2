import { setTimeout as delay } from 'node:timers/promises';
import { waitFor } from './wait-for';

const INTERVAL_MS = 50;
const TIMEOUT_MS = 60_000;
/** What a customer gets. For customers, the pages of operators do not exist. */
const pages = [
  { path: '/transactions', status: 200 },
  { path: '/buy', status: 200 },
  { path: '/api/health', status: 200 },
  { path: '/ops', status: 404 },
];

/** Requests pages one after the other until it is stopped. */
export class PageLoad {
  loaded = 0;
  readonly failures: string[] = [];
  #requests = 0;
  #stopped = false;
  readonly #running: Promise<void>;

  constructor(
    private readonly url: string,
    private readonly cookie: string,
  ) {
    this.#running = this.#run();
  }

  /** Resolves after `count` more requests, whether they succeeded or not. */
  async loadMore(count: number): Promise<void> {
    const goal = this.#requests + count;
    await waitFor(`${count} more pages`, TIMEOUT_MS, () => this.#requests >= goal);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      for (const { path, status } of pages) {
        const result = await this.#load(path).catch(String);
        if (result === status) this.loaded += 1;
        else this.failures.push(`${path}: ${result}`);
        this.#requests += 1;
        await delay(INTERVAL_MS);
      }
    }
  }

  async #load(path: string): Promise<number> {
    const headers = { cookie: this.cookie };
    const response = await fetch(this.url + path, { headers, redirect: 'manual' });
    await response.text();
    return response.status;
  }
}
