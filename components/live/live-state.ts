import type { FeedDelta, TransactionEventView, TransactionView } from '@/lib/transactions/schema';

/** A transaction as the feed last told it, and the number of the event that told it. */
export type LiveTransaction = { sequence: number; transaction: TransactionView };

/** What arrived since the page was rendered. Empty at first: the page's own data is not copied. */
export type LiveState = {
  /** The newest event seen: where a new stream goes on. */
  sequence: number;
  transactions: Readonly<Record<string, LiveTransaction>>;
  /** Per transaction, by sequence, each once. */
  events: Readonly<Record<string, readonly TransactionEventView[]>>;
  /** The newest delta that brought something, for the announcement. */
  latest: FeedDelta | null;
};

export function initialLiveState(after: number): LiveState {
  return { sequence: after, transactions: {}, events: {}, latest: null };
}

/**
 * Merges one delivery. A stream that is opened again repeats what was seen, so a repeat changes
 * nothing and an older delivery never replaces a newer one.
 */
export function mergeDelta(state: LiveState, { event, transaction }: FeedDelta): LiveState {
  const known = state.transactions[transaction.id];
  const events = addEvent(state.events[transaction.id] ?? [], event);
  const newer = !known || event.sequence > known.sequence;
  if (!newer && !events) return state;
  return {
    sequence: Math.max(state.sequence, event.sequence),
    transactions: newer
      ? { ...state.transactions, [transaction.id]: { sequence: event.sequence, transaction } }
      : state.transactions,
    events: events ? { ...state.events, [transaction.id]: events } : state.events,
    latest: newer ? { event, transaction } : state.latest,
  };
}

/** Null when the event is there already. */
function addEvent(
  events: readonly TransactionEventView[],
  event: TransactionEventView,
): readonly TransactionEventView[] | null {
  if (events.some(({ sequence }) => sequence === event.sequence)) return null;
  return [...events, event].sort((a, b) => a.sequence - b.sequence);
}

/**
 * The newer of what the page was rendered with and what the feed told since. Applied facts are
 * counted by `version`; between equals, the number of the event decides, since a hint has none.
 */
export function newestOf(
  rendered: TransactionView,
  renderedAt: number,
  live: LiveTransaction | undefined,
): TransactionView {
  if (!live || live.transaction.version < rendered.version) return rendered;
  const newer = live.transaction.version > rendered.version || live.sequence > renderedAt;
  return newer ? live.transaction : rendered;
}

/** One page of the history with the feed's news. Only the newest page shows new transactions. */
export function mergeList(
  rendered: readonly TransactionView[],
  renderedAt: number,
  state: LiveState,
  { newestPage }: { newestPage: boolean },
): TransactionView[] {
  const updated = rendered.map((row) => newestOf(row, renderedAt, state.transactions[row.id]));
  if (!newestPage) return updated;
  const known = new Set(rendered.map(({ id }) => id));
  // A changed transaction that is older than the first row belongs to a page further back.
  const newestTime = rendered[0]?.createdAt ?? '';
  const added = Object.values(state.transactions)
    .map(({ transaction }) => transaction)
    .filter(({ id, createdAt }) => !known.has(id) && createdAt >= newestTime)
    .sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
  return [...added, ...updated];
}

/** The timeline of one transaction, oldest first, each event once. */
export function mergeEvents(
  rendered: readonly TransactionEventView[],
  live: readonly TransactionEventView[] = [],
): TransactionEventView[] {
  const bySequence = new Map([...live, ...rendered].map((event) => [event.sequence, event]));
  return [...bySequence.values()].sort((a, b) => a.sequence - b.sequence);
}
