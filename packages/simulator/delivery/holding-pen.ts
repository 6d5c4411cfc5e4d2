import type { Clock } from '../clock';

/** Webhooks that wait: each for its time, or for enough others to leave in the wrong order with. */
export class HoldingPen {
  readonly #clock: Clock;
  readonly #cancels = new Set<() => void>();
  #gathered: (() => void)[] = [];

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

  gather(size: number, waitMs: number, send: () => void): void {
    this.#gathered.push(send);
    if (this.#gathered.length >= size) this.#release();
    else this.delay(waitMs, () => this.#release());
  }

  clear(): void {
    for (const cancel of this.#cancels) cancel();
    this.#cancels.clear();
    this.#gathered = [];
  }

  #release(): void {
    const newestFirst = this.#gathered.reverse();
    this.#gathered = [];
    for (const send of newestFirst) send();
  }
}
