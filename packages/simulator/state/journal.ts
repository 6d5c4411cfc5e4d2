import {
  closeSync,
  createReadStream,
  ftruncateSync,
  openSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const entrySchema = z.object({
  kind: z.string(),
  id: z.string(),
  set: z.record(z.string(), z.unknown()),
});

/** One line of the journal: the fields of one record that changed. */
export type Entry = z.infer<typeof entrySchema>;

export class JournalError extends Error {}

const SMALLEST_BLOAT_BYTES = 32 * 1024 * 1024;

/**
 * Reads the entries in order. The last line may be torn, because a process can die while it writes;
 * a broken line before it means that something else wrote to the file.
 */
export async function readJournal(path: string, onEntry: (entry: Entry) => void): Promise<void> {
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  if (size === 0) return;
  let lineNumber = 0;
  let brokenLine: number | null = null;
  for await (const line of createInterface({ input: createReadStream(path) })) {
    lineNumber += 1;
    if (brokenLine !== null) {
      throw new JournalError(
        `Line ${brokenLine} of ${path} cannot be read. Move the file away to start without history.`,
      );
    }
    const entry = parseLine(line);
    if (entry) onEntry(entry);
    else brokenLine = lineNumber;
  }
}

function parseLine(line: string): Entry | null {
  try {
    return entrySchema.parse(JSON.parse(line));
  } catch {
    return null;
  }
}

/**
 * An open journal. Each append reaches the operating system before it returns, so an answer that was
 * sent survives a killed process; one small write costs microseconds.
 */
export class Journal {
  readonly #descriptor: number;
  readonly #bloatedAtBytes: number;
  #bytes: number;
  #closed = false;

  private constructor(descriptor: number, bytes: number) {
    this.#descriptor = descriptor;
    this.#bytes = bytes;
    this.#bloatedAtBytes = Math.max(SMALLEST_BLOAT_BYTES, bytes * 4);
  }

  /** Replaces the file by the given entries in one rename, then keeps it open for appending. */
  static async compact(path: string, entries: Iterable<Entry>): Promise<Journal> {
    await mkdir(dirname(path), { recursive: true });
    return Journal.rewrite(path, entries);
  }

  /** As `compact`, for a folder that is there, without letting anything happen in between. */
  static rewrite(path: string, entries: Iterable<Entry>): Journal {
    const fresh = `${path}.new`;
    const descriptor = openSync(fresh, 'w');
    let bytes = 0;
    for (const entry of entries) bytes += writeSync(descriptor, `${JSON.stringify(entry)}\n`);
    renameSync(fresh, path);
    closeSync(descriptor);
    return new Journal(openSync(path, 'a'), bytes);
  }

  append(entry: Entry): void {
    // The number of a closed descriptor may belong to another file by now.
    if (this.#closed) throw new JournalError('The simulator is shutting down.');
    this.#bytes += writeSync(this.#descriptor, `${JSON.stringify(entry)}\n`);
  }

  /** Whether most of the file is history that a rewrite would drop. */
  get isBloated(): boolean {
    return this.#bytes > this.#bloatedAtBytes;
  }

  clear(): void {
    this.#bytes = 0;
    ftruncateSync(this.#descriptor);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    closeSync(this.#descriptor);
  }
}
