type Waiting = { dueAtMs: number; sequence: number; run: () => void };

/** What waits for its moment, kept in order: by due time, and by who came first within one instant. */
export class TimerQueue {
  // Latest first, so that taking the next one moves nothing.
  readonly #waiting: Waiting[] = [];
  #sequence = 0;

  add(dueAtMs: number, run: () => void): () => void {
    this.#sequence += 1;
    const entry = { dueAtMs, sequence: this.#sequence, run };
    this.#waiting.splice(this.#placeOf(entry), 0, entry);
    return () => {
      const place = this.#placeOf(entry);
      if (this.#waiting[place] === entry) this.#waiting.splice(place, 1);
    };
  }

  nextDueAtMs(): number | null {
    return this.#waiting.at(-1)?.dueAtMs ?? null;
  }

  takeDueBy(nowMs: number): Waiting | null {
    const next = this.#waiting.at(-1);
    if (!next || next.dueAtMs > nowMs) return null;
    this.#waiting.pop();
    return next;
  }

  #placeOf(entry: Waiting): number {
    let low = 0;
    let high = this.#waiting.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.#waiting[middle];
      if (other && isLater(other, entry)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function isLater(one: Waiting, other: Waiting): boolean {
  return one.dueAtMs === other.dueAtMs
    ? one.sequence > other.sequence
    : one.dueAtMs > other.dueAtMs;
}
