import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';

const RECONNECT_MS = 250;

const deltaSchema = z.object({
  event: z.object({ sequence: z.number(), transactionId: z.string() }),
  transaction: z.object({ status: z.string() }),
});

/** Returns the URL to connect to, given how many connections were refused so far. */
export type Target = (refusals: number) => string;

/** Like a browser's EventSource, reconnects and sends the id of the last event. */
export class StreamClient {
  /** The sequence of every event, in the order of arrival. */
  readonly sequences: number[] = [];
  lastEventMs = 0;
  isOpen = false;
  connectedTo = '';
  #refusals = 0;
  readonly #statuses = new Map<string, string>();
  readonly #closing = new AbortController();
  readonly #finished: Promise<void>;

  constructor(
    private readonly target: Target,
    private readonly cookie: string,
  ) {
    this.#finished = this.#run();
  }

  statusOf(transactionId: string): string | undefined {
    return this.#statuses.get(transactionId);
  }

  /** Events that arrived again or out of order. */
  get repeats(): number {
    return this.sequences.filter((sequence, index, all) => sequence <= (all[index - 1] ?? 0))
      .length;
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#finished;
  }

  async #run(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      await this.#connect(signal).catch((error: unknown) => this.#countRefusal(error));
      this.isOpen = false;
      await delay(RECONNECT_MS, undefined, { signal }).catch(() => {});
    }
  }

  async #connect(signal: AbortSignal): Promise<void> {
    const target = this.target(this.#refusals);
    const last = this.sequences.at(-1);
    const response = await fetch(`${target}/api/transactions/stream?after=0`, {
      headers: { cookie: this.cookie, ...(last ? { 'last-event-id': String(last) } : {}) },
      signal,
    });
    if (!response.ok || !response.body) return void (await response.body?.cancel());
    this.connectedTo = target;
    const decoder = new TextDecoder();
    let text = '';
    for await (const chunk of response.body) {
      text += decoder.decode(chunk, { stream: true });
      const frames = text.split('\n\n');
      text = frames.pop() ?? '';
      for (const frame of frames) this.#receive(frame);
    }
  }

  /** Most errors mean that the stream has ended. */
  #countRefusal(error: unknown): void {
    const cause = error instanceof Error ? error.cause : undefined;
    if (cause instanceof Error && 'code' in cause && cause.code === 'ECONNREFUSED')
      this.#refusals += 1;
  }

  #receive(frame: string): void {
    this.isOpen = true;
    const data = /^id: \d+\nevent: delta\ndata: (.*)$/.exec(frame)?.[1];
    if (data === undefined) return;
    const { event, transaction } = deltaSchema.parse(JSON.parse(data));
    this.sequences.push(event.sequence);
    this.#statuses.set(event.transactionId, transaction.status);
    this.lastEventMs = performance.now();
  }
}
