/** The simulator's only source of time. */
export type Clock = {
  nowMs(): number;
  /** Runs once when due, soon if that is in the past. Returns a cancel function. */
  schedule(dueAtMs: number, run: () => void): () => void;
};

/** How far the clock is ahead of the system's, and the time it is frozen at. */
export type ClockState = { offsetMs: number; frozenAtMs: number | null };

export class ClockError extends Error {}

// Node fires a timer at once when its delay exceeds 31 bits, so longer waits are split.
const MAX_DELAY_MS = 2 ** 31 - 1;

/**
 * Runs at an offset from the system's clock, or is frozen. Moving it forward runs every timer that
 * falls due on the way, in order and at its due time, so six hours pass in no time. It never moves
 * back while there are records, because their times would be in the future.
 */
export class VirtualClock implements Clock {
  readonly #queue = new TimerQueue();
  readonly #listeners: (() => void)[] = [];
  #offsetMs = 0;
  #frozenAtMs: number | null = null;
  #timeout: NodeJS.Timeout | undefined;

  nowMs(): number {
    return this.#frozenAtMs ?? Date.now() + this.#offsetMs;
  }

  get state(): ClockState {
    return { offsetMs: this.#offsetMs, frozenAtMs: this.#frozenAtMs };
  }

  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  schedule(dueAtMs: number, run: () => void): () => void {
    const cancel = this.#queue.add(dueAtMs, run);
    this.#setTimeout();
    return cancel;
  }

  /** @throws ClockError when the time is in the past */
  moveTo(targetMs: number): void {
    if (targetMs < this.nowMs()) {
      throw new ClockError('The clock only moves forward. Reset the simulator to start earlier.');
    }
    const wasFrozen = this.#frozenAtMs !== null;
    for (let next = this.#queue.takeDueBy(targetMs); next; next = this.#queue.takeDueBy(targetMs)) {
      // Frozen at the due time, so that the timer's code sees exactly that time.
      this.#frozenAtMs = Math.max(this.nowMs(), next.dueAtMs);
      next.run();
    }
    this.restore({
      offsetMs: targetMs - Date.now(),
      frozenAtMs: wasFrozen ? targetMs : null,
    });
  }

  setFrozen(frozen: boolean): void {
    const nowMs = this.nowMs();
    this.restore({ offsetMs: nowMs - Date.now(), frozenAtMs: frozen ? nowMs : null });
  }

  /** Sets the clock to a saved state, which may be in the past: on a start, a reset or an import. */
  restore({ offsetMs, frozenAtMs }: ClockState): void {
    this.#offsetMs = offsetMs;
    this.#frozenAtMs = frozenAtMs;
    this.#setTimeout();
    for (const listener of this.#listeners) listener();
  }

  stop(): void {
    clearTimeout(this.#timeout);
  }

  #setTimeout(): void {
    clearTimeout(this.#timeout);
    const dueAtMs = this.#queue.nextDueAtMs();
    if (dueAtMs === null) return;
    const waitMs = Math.max(0, dueAtMs - this.nowMs());
    if (waitMs > 0 && this.#frozenAtMs !== null) return;
    this.#timeout = setTimeout(() => this.#runDue(), Math.min(waitMs, MAX_DELAY_MS));
    this.#timeout.unref();
  }

  #runDue(): void {
    for (
      let next = this.#queue.takeDueBy(this.nowMs());
      next;
      next = this.#queue.takeDueBy(this.nowMs())
    ) {
      next.run();
    }
    this.#setTimeout();
  }
}

/** At most one timer per key: a new one replaces the old, `null` removes it. */
export class KeyedTimers {
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

type Timer = { dueAtMs: number; sequence: number; run: () => void };

/** Ordered by due time, then by insertion. The next timer is last, so that taking it is cheap. */
class TimerQueue {
  readonly #timers: Timer[] = [];
  #sequence = 0;

  add(dueAtMs: number, run: () => void): () => void {
    this.#sequence += 1;
    const timer = { dueAtMs, sequence: this.#sequence, run };
    this.#timers.splice(this.#indexOf(timer), 0, timer);
    return () => {
      const index = this.#indexOf(timer);
      if (this.#timers[index] === timer) this.#timers.splice(index, 1);
    };
  }

  nextDueAtMs(): number | null {
    return this.#timers.at(-1)?.dueAtMs ?? null;
  }

  takeDueBy(nowMs: number): Timer | null {
    const next = this.#timers.at(-1);
    if (!next || next.dueAtMs > nowMs) return null;
    this.#timers.pop();
    return next;
  }

  #indexOf(timer: Timer): number {
    let low = 0;
    let high = this.#timers.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.#timers[middle];
      if (other && isLater(other, timer)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function isLater(left: Timer, right: Timer): boolean {
  return left.dueAtMs === right.dueAtMs
    ? left.sequence > right.sequence
    : left.dueAtMs > right.dueAtMs;
}
