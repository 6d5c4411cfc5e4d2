import type { z } from 'zod';
import type { Entry } from './journal';

/** The records of one kind, in memory. Each change appends its changed fields to the journal. */
export class Collection<T extends Record<string, unknown>> {
  readonly #records = new Map<string, T>();
  readonly #kind: string;
  readonly #append: (entry: Entry) => void;

  constructor(kind: string, append: (entry: Entry) => void) {
    this.#kind = kind;
    this.#append = append;
  }

  get size(): number {
    return this.#records.size;
  }

  get(id: string): T | undefined {
    return this.#records.get(id);
  }

  values(): IterableIterator<T> {
    return this.#records.values();
  }

  put(id: string, record: T): void {
    const before = this.#records.get(id);
    const changed = Object.entries(record).filter(([key, value]) => before?.[key] !== value);
    this.#records.set(id, record);
    if (changed.length > 0) {
      this.#append({ kind: this.#kind, id, set: Object.fromEntries(changed) });
    }
  }

  clear(): void {
    this.#records.clear();
  }

  /** Loads the records from the journal. @throws ZodError when a record has an older shape */
  restore(schema: z.ZodType<T>, records: Map<string, Record<string, unknown>>): void {
    for (const [id, fields] of records) this.#records.set(id, schema.parse(fields));
  }

  *entries(): Iterable<Entry> {
    for (const [id, record] of this.#records) yield { kind: this.#kind, id, set: record };
  }
}
