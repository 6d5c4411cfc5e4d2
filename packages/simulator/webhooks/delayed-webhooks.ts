import type { Clock } from '../clock';

/** Webhooks that are sent later, either after a delay or in a batch with the newest first. */
export class DelayedWebhooks {
  readonly #clock: Clock;
  readonly #cancels = new Set<() => void>();
  #batch: (() => void)[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  delay(durationMs: number, send: () => void): void {
    const cancel = this.#clock.schedule(this.#clock.nowMs() + durationMs, () => {
      this.#cancels.delete(cancel);
      send();
    });
    this.#cancels.add(cancel);
  }

  addToBatch(size: number, waitMs: number, send: () => void): void {
    this.#batch.push(send);
    if (this.#batch.length >= size) this.#sendBatch();
    else this.delay(waitMs, () => this.#sendBatch());
  }

  clear(): void {
    for (const cancel of this.#cancels) cancel();
    this.#cancels.clear();
    this.#batch = [];
  }

  #sendBatch(): void {
    const newestFirst = this.#batch.reverse();
    this.#batch = [];
    for (const send of newestFirst) send();
  }
}
