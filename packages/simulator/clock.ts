import { TimerQueue } from './timer-queue';

/** The simulator's only source of time. */
export type Clock = {
  nowMs(): number;
  /** Runs once when the due time has come, soon if it has passed; returns a cancel function. */
  schedule(dueAtMs: number, run: () => void): () => void;
};

/** How far the clock is ahead of the machine's, and where it stands still if it is frozen. */
export type ClockState = { offsetMs: number; frozenAtMs: number | null };

export class ClockError extends Error {}

// Node fires a timer at once when its delay does not fit 31 bits, so longer waits are cut in pieces.
const LONGEST_DELAY_MS = 2 ** 31 - 1;

/**
 * Runs with the machine's clock at an offset, or stands still. Moving it forward runs everything that
 * falls due on the way at its own moment and in order, so a six-hour wait takes no time. It never goes
 * back while records exist, because their times would lie in the future.
 */
export class VirtualClock implements Clock {
  readonly #queue = new TimerQueue();
  readonly #listeners: (() => void)[] = [];
  #offsetMs = 0;
  #frozenAtMs: number | null = null;
  #timer: NodeJS.Timeout | undefined;

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
    this.#arm();
    return cancel;
  }

  /** @throws ClockError when the moment has passed. */
  moveTo(targetMs: number): void {
    if (targetMs < this.nowMs()) {
      throw new ClockError('The clock only goes forward; reset the simulator to start earlier.');
    }
    const frozen = this.#frozenAtMs !== null;
    for (let next = this.#queue.takeDueBy(targetMs); next; next = this.#queue.takeDueBy(targetMs)) {
      // Standing still at its due time, whatever runs sees the very moment it waited for.
      this.#frozenAtMs = Math.max(this.nowMs(), next.dueAtMs);
      next.run();
    }
    this.restore({
      offsetMs: targetMs - Date.now(),
      frozenAtMs: frozen ? targetMs : null,
    });
  }

  setFrozen(frozen: boolean): void {
    const nowMs = this.nowMs();
    this.restore({ offsetMs: nowMs - Date.now(), frozenAtMs: frozen ? nowMs : null });
  }

  /** Sets the clock as it was saved, backwards too: for a start, a reset and an imported state. */
  restore({ offsetMs, frozenAtMs }: ClockState): void {
    this.#offsetMs = offsetMs;
    this.#frozenAtMs = frozenAtMs;
    this.#arm();
    for (const listener of this.#listeners) listener();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #arm(): void {
    clearTimeout(this.#timer);
    const dueAtMs = this.#queue.nextDueAtMs();
    if (dueAtMs === null) return;
    const waitMs = Math.max(0, dueAtMs - this.nowMs());
    if (waitMs > 0 && this.#frozenAtMs !== null) return;
    this.#timer = setTimeout(() => this.#fire(), Math.min(waitMs, LONGEST_DELAY_MS));
    this.#timer.unref();
  }

  #fire(): void {
    for (
      let next = this.#queue.takeDueBy(this.nowMs());
      next;
      next = this.#queue.takeDueBy(this.nowMs())
    ) {
      next.run();
    }
    this.#arm();
  }
}
