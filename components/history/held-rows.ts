import type { HistoryPage } from '@/lib/history/data';
import type { TransactionView } from '@/lib/transactions/views';

/** Whether a transaction that the server did not send with the page would be on it by now. */
export function belongsOnPage(
  transaction: TransactionView,
  { rows, newer, older }: HistoryPage,
  matches: (transaction: TransactionView) => boolean,
): boolean {
  const { createdAt } = transaction;
  const [first, last] = [rows[0], rows.at(-1)];
  const reachesUp = newer === null || (first !== undefined && createdAt < first.createdAt);
  const reachesDown = older === null || (last !== undefined && createdAt > last.createdAt);
  return reachesUp && reachesDown && matches(transaction);
}

/** The rows that are shown, in their order and each in its newest state, and those that are not. */
export function holdRows(
  shown: readonly TransactionView[],
  current: readonly TransactionView[],
): { rows: TransactionView[]; waiting: TransactionView[] } {
  const currentById = new Map(current.map((row) => [row.id, row]));
  const shownIds = new Set(shown.map(({ id }) => id));
  return {
    rows: shown.map((row) => {
      const now = currentById.get(row.id);
      return now && now.version >= row.version ? now : row;
    }),
    waiting: current.filter(({ id }) => !shownIds.has(id)),
  };
}

/**
 * The shown rows that are `current`, or left those because the stream changed them. Any other one that
 * the server no longer sends has changed unseen, and nothing would bring it up to date.
 */
export function rowsThatStay(
  rows: readonly TransactionView[],
  current: readonly TransactionView[],
  {
    streaming,
    belongs,
  }: { streaming: boolean; belongs: (transaction: TransactionView) => boolean },
): TransactionView[] {
  const ids = new Set(current.map(({ id }) => id));
  return rows.filter((row) => ids.has(row.id) || (streaming && !belongs(row)));
}

/** Both, newest first. */
export function admitRows(
  rows: readonly TransactionView[],
  waiting: readonly TransactionView[],
): TransactionView[] {
  return [...waiting, ...rows].sort((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt));
}
