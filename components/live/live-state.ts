import type { FeedDelta, TransactionEventView, TransactionView } from '@/lib/transactions/data';

/** A transaction, and the sequence of the event that delivered it. */
type LiveTransaction = { sequence: number; transaction: TransactionView };

/** What the feed delivered since the page was rendered. It starts empty. */
export type LiveState = {
  /** The newest event seen: a new stream continues after it. */
  sequence: number;
  transactions: Readonly<Record<string, LiveTransaction>>;
  /** By transaction id; sorted by sequence, without duplicates. */
  events: Readonly<Record<string, readonly TransactionEventView[]>>;
  /** The newest delta, for the announcement. */
  latest: FeedDelta | null;
};

export function initialLiveState(after: number): LiveState {
  return { sequence: after, transactions: {}, events: {}, latest: null };
}

/**
 * Merges one delivery. A reopened stream repeats events, so a repeated one changes nothing, and an
 * older one never replaces a newer one.
 */
export function mergeDelta(state: LiveState, { event, transaction }: FeedDelta): LiveState {
  const { id } = transaction;
  const events = state.events[id] ?? [];
  if (events.some(({ sequence }) => sequence === event.sequence)) return state;
  const known = state.transactions[id];
  const newer = !known || event.sequence > known.sequence;
  return {
    sequence: Math.max(state.sequence, event.sequence),
    transactions: newer
      ? { ...state.transactions, [id]: { sequence: event.sequence, transaction } }
      : state.transactions,
    events: { ...state.events, [id]: mergeEvents(events, [event]) },
    latest: newer ? { event, transaction } : state.latest,
  };
}

/**
 * Returns the newer of the rendered and the delivered transaction. Facts increase `version`; hints
 * do not, so between equal versions the event's sequence decides.
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

/** One page of the history, updated. Only the newest page shows new transactions. */
export function mergeList(
  rendered: readonly TransactionView[],
  renderedAt: number,
  state: LiveState,
  { newestPage }: { newestPage: boolean },
): TransactionView[] {
  const updated = rendered.map((row) => newestOf(row, renderedAt, state.transactions[row.id]));
  if (!newestPage) return updated;
  const known = new Set(rendered.map(({ id }) => id));
  // A changed transaction that is older than the first row belongs to a later page.
  const newestTime = rendered[0]?.createdAt ?? '';
  const added = Object.values(state.transactions)
    .map(({ transaction }) => transaction)
    .filter(({ id, createdAt }) => !known.has(id) && createdAt >= newestTime)
    .sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1));
  return [...added, ...updated];
}

/** Merges two lists of events: oldest first, without duplicates. */
export function mergeEvents(
  rendered: readonly TransactionEventView[],
  live: readonly TransactionEventView[] = [],
): TransactionEventView[] {
  const bySequence = new Map([...live, ...rendered].map((event) => [event.sequence, event]));
  return [...bySequence.values()].sort((a, b) => a.sequence - b.sequence);
}
