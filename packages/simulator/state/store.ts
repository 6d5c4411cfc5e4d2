import { join } from 'node:path';
import { type Frame, frameSchema } from '../core/frame';
import { type Transaction, transactionSchema } from '../core/transaction';
import { type User, userSchema } from '../core/user';
import { Collection } from './collection';
import { type Entry, Journal, readJournal } from './journal';
import { type Run, runSchema } from './run';

const FRAME_LIFETIME_MS = 24 * 3_600_000;

export type Store = {
  transactions: Collection<Transaction>;
  users: Collection<User>;
  frames: Collection<Frame>;
  runs: Collection<Run>;
  clear(): void;
  close(): void;
};

type Merged = Map<string, Record<string, unknown>>;

async function mergeJournal(path: string): Promise<(kind: string) => Merged> {
  const kinds = new Map<string, Merged>();
  const recordsOf = (kind: string) => {
    const records = kinds.get(kind) ?? new Map();
    kinds.set(kind, records);
    return records;
  };
  await readJournal(path, ({ kind, id, set }) => {
    const records = recordsOf(kind);
    records.set(id, { ...records.get(id), ...set });
  });
  return recordsOf;
}

/** Loads what an earlier run left in the folder, drops frames nobody comes back to, and compacts. */
export async function openStore(dataDir: string, now: () => number): Promise<Store> {
  const path = join(dataDir, 'journal.jsonl');
  let journal: Journal | null = null;
  const append = (entry: Entry) => {
    journal?.append(entry);
    if (!journal?.isBloated) return;
    journal.close();
    journal = Journal.rewrite(path, entries());
  };
  const transactions = new Collection<Transaction>('transaction', append);
  const users = new Collection<User>('user', append);
  const frames = new Collection<Frame>('frame', append);
  const runs = new Collection<Run>('run', append);

  const recordsOf = await mergeJournal(path);
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
