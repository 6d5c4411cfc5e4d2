import { join } from 'node:path';
import { z } from 'zod';
import { type Frame, frameSchema } from '../provider/frame';
import { type Transaction, transactionSchema } from '../provider/transaction';
import { type User, userSchema } from '../provider/user';
import { Collection } from './collection';
import { type Entry, Journal, readJournal } from './journal';

const FRAME_LIFETIME_MS = 24 * 3_600_000;

/** What a run passes on to the next, besides its records. */
const runSchema = z.object({
  seed: z.string().nullable(),
  /** How often the simulator has started on this data. */
  starts: z.number(),
  offsetMs: z.number(),
  frozenAtMs: z.number().nullable(),
});
export type Run = z.infer<typeof runSchema>;

export type Store = {
  transactions: Collection<Transaction>;
  users: Collection<User>;
  frames: Collection<Frame>;
  runs: Collection<Run>;
  clear(): void;
  close(): void;
};

type RecordsById = Map<string, Record<string, unknown>>;

function foldJournal(path: string): (kind: string) => RecordsById {
  const kinds = new Map<string, RecordsById>();
  const recordsOf = (kind: string) => {
    const records = kinds.get(kind) ?? new Map();
    kinds.set(kind, records);
    return records;
  };
  readJournal(path, ({ kind, id, set }) => {
    const records = recordsOf(kind);
    const record = records.get(id);
    if (record) Object.assign(record, set);
    else records.set(id, set);
  });
  return recordsOf;
}

/** Loads the state of the previous run, drops expired frames, and compacts the journal. */
export async function openStore(dataDir: string, now: () => number): Promise<Store> {
  const path = join(dataDir, 'journal.jsonl');
  let journal: Journal | null = null;
  const append = (entry: Entry) => {
    // Before the append, because the entry is not among the records yet.
    if (journal?.needsRewrite) {
      journal.close();
      journal = Journal.rewrite(path, entries());
    }
    journal?.append(entry);
  };
  const transactions = new Collection<Transaction>('transaction', append);
  const users = new Collection<User>('user', append);
  const frames = new Collection<Frame>('frame', append);
  const runs = new Collection<Run>('run', append);

  const recordsOf = foldJournal(path);
  transactions.restore(transactionSchema, recordsOf('transaction'));
  users.restore(userSchema, recordsOf('user'));
  runs.restore(runSchema, recordsOf('run'));
  const storedFrames = recordsOf('frame');
  for (const [id, frame] of storedFrames) {
    if (Number(frame.openedAt) < now() - FRAME_LIFETIME_MS) storedFrames.delete(id);
  }
  frames.restore(frameSchema, storedFrames);

  const all = [runs, users, transactions, frames];
  const entries = function* () {
    for (const collection of all) yield* collection.entries();
  };
  journal = await Journal.compact(path, entries());
  return {
    transactions,
    users,
    frames,
    runs,
    clear() {
      for (const collection of all) collection.clear();
      journal?.clear();
    },
    close: () => journal?.close(),
  };
}
