import type { Clock } from '../clock';

/** At most one waiting step per key; a new one replaces the old, `null` removes it. */
export class Timers {
  readonly #clock: Clock;
  readonly #cancels = new Map<string, () => void>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  set(key: string, dueAtMs: number | null, run: () => void): void {
    this.#cancels.get(key)?.();
    this.#cancels.delete(key);
    if (dueAtMs === null) return;
    const cancel = this.#clock.schedule(dueAtMs, () => {
      this.#cancels.delete(key);
      run();
    });
    this.#cancels.set(key, cancel);
  }

  clear(): void {
    for (const cancel of this.#cancels.values()) cancel();
    this.#cancels.clear();
  }
}
