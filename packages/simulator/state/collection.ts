import { z } from 'zod';
import { type Entry, JournalError } from './journal';

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
    // First, so that nothing is shown that could not be stored.
    if (changed.length > 0) {
      this.#append({ kind: this.#kind, id, set: Object.fromEntries(changed) });
    }
    this.#records.set(id, record);
  }

  clear(): void {
    this.#records.clear();
  }

  /** Loads the records from the journal. @throws JournalError when a record has another shape */
  restore(schema: z.ZodType<T>, records: Map<string, Record<string, unknown>>): void {
    for (const [id, fields] of records) {
      const { data, error } = schema.safeParse(fields);
      if (error)
        throw new JournalError(
          `The ${this.#kind} ${id} was stored by another version of the simulator. Move the data folder away to start without history. ${z.prettifyError(error)}`,
        );
      this.#records.set(id, data);
    }
  }

  *entries(): Iterable<Entry> {
    for (const [id, record] of this.#records) yield { kind: this.#kind, id, set: record };
  }
}
