import {
  closeSync,
  existsSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';

const entrySchema = z.object({
  kind: z.string(),
  id: z.string(),
  // Its fields are checked with the whole record. Checked here, too, they take a fifth of a start.
  set: z.custom<Record<string, unknown>>((value) => typeof value === 'object' && value !== null),
});

/** One line of the journal: the changed fields of one record. */
export type Entry = z.infer<typeof entrySchema>;

export class JournalError extends Error {}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** For the owner only: the journal has the tokens of sessions. */
const FILE_MODE = 0o600;
const WRITE_CHARACTERS = 1024 * 1024;
const MIN_REWRITE_BYTES = 32 * 1024 * 1024;

/**
 * Reads the entries in order. The last line may be torn, because the process can be killed while it
 * writes. An invalid line before it means that something else wrote to the file.
 * @throws JournalError naming the line
 */
export function readJournal(path: string, onEntry: (entry: Entry) => void): void {
  if (!existsSync(path)) return;
  const bytes = readFileSync(path);
  let lineNumber = 0;
  // A stream and its lines take twice as long to read.
  for (let start = 0; start < bytes.length; ) {
    const newline = bytes.indexOf(10, start);
    const end = newline < 0 ? bytes.length : newline;
    lineNumber += 1;
    const entry = parseLine(bytes.toString('utf8', start, end));
    if (entry) onEntry(entry);
    else if (end < bytes.length - 1)
      throw new JournalError(
        `Line ${lineNumber} of ${path} cannot be read. Move the file away to start without history.`,
      );
    start = end + 1;
  }
}

/** Writes many lines at a time, because a write per line takes most of a large start. */
function writeAll(descriptor: number, entries: Iterable<Entry>): number {
  let bytes = 0;
  let lines = '';
  for (const entry of entries) {
    lines += `${JSON.stringify(entry)}\n`;
    if (lines.length < WRITE_CHARACTERS) continue;
    bytes += writeSync(descriptor, lines);
    lines = '';
  }
  return bytes + writeSync(descriptor, lines);
}

function parseLine(line: string): Entry | null {
  try {
    return entrySchema.parse(JSON.parse(line));
  } catch {
    return null;
  }
}

/**
 * Each append reaches the operating system before it returns, so what a response has confirmed
 * survives a killed process.
 */
export class Journal {
  readonly #descriptor: number;
  readonly #rewriteAtBytes: number;
  #bytes: number;
  #closed = false;

  private constructor(descriptor: number, bytes: number) {
    this.#descriptor = descriptor;
    this.#bytes = bytes;
    this.#rewriteAtBytes = Math.max(MIN_REWRITE_BYTES, bytes * 4);
  }

  /** Replaces the file with the entries in one rename, then keeps it open for appending. */
  static async compact(path: string, entries: Iterable<Entry>): Promise<Journal> {
    await mkdir(dirname(path), { recursive: true });
    return Journal.rewrite(path, entries);
  }

  /** Like `compact`, but synchronous, for a folder that exists. */
  static rewrite(path: string, entries: Iterable<Entry>): Journal {
    const newPath = `${path}.new`;
    // What is left of a killed rewrite would keep its own mode.
    rmSync(newPath, { force: true });
    const descriptor = openSync(newPath, 'w', FILE_MODE);
    const bytes = writeAll(descriptor, entries);
    renameSync(newPath, path);
    closeSync(descriptor);
    return new Journal(openSync(path, 'a'), bytes);
  }

  append(entry: Entry): void {
    // The system may have reused the number of a closed descriptor.
    if (this.#closed) throw new JournalError('The simulator is shutting down.');
    const line = Buffer.from(`${JSON.stringify(entry)}\n`);
    try {
      for (let written = 0; written < line.length; )
        written += writeSync(this.#descriptor, line, written);
    } catch (error) {
      // Otherwise the next line would continue what was written of this one.
      ftruncateSync(this.#descriptor, this.#bytes);
      throw new JournalError(`The data folder cannot be written: ${messageOf(error)}`);
    }
    this.#bytes += line.length;
  }

  /** Whether most of the file is history that a rewrite would drop. */
  get needsRewrite(): boolean {
    return this.#bytes > this.#rewriteAtBytes;
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
