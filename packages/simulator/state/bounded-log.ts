const MAX_TEXT_LENGTH = 4_096;

export function truncate(text: string): string {
  return text.slice(0, MAX_TEXT_LENGTH);
}

/** Keeps the newest entries, so that memory stays bounded. */
export class BoundedLog<T> {
  readonly #limit: number;
  #entries: T[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(entry: T): void {
    this.#entries.push(entry);
    // Trimmed in blocks, because a shift per entry would move the whole array each time.
    if (this.#entries.length >= this.#limit * 2) this.#entries = this.#entries.slice(-this.#limit);
  }

  newestFirst(limit = this.#limit): T[] {
    return this.#entries.slice(-Math.min(limit, this.#limit)).reverse();
  }

  find(matches: (entry: T) => boolean): T | undefined {
    return this.#entries.findLast(matches);
  }

  clear(): void {
    this.#entries = [];
  }
}
