const LONGEST_TEXT = 4_096;

export function firstCharacters(text: string): string {
  return text.length > LONGEST_TEXT ? text.slice(0, LONGEST_TEXT) : text;
}

/** Keeps the newest entries, so that a long run does not fill the memory. */
export class BoundedLog<T> {
  readonly #limit: number;
  #entries: T[] = [];

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(entry: T): void {
    this.#entries.push(entry);
    // Trimming in blocks keeps an append cheap: a shift per entry would move the whole array.
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
