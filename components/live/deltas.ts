import type { FeedDelta, TransactionEventView, TransactionView } from '@/lib/transactions/views';

/** What the feed delivered since the page was rendered, by sequence and without duplicates. */
export type Deltas = readonly FeedDelta[];

/** A reopened stream repeats deltas. A repeated one changes nothing. */
export function addDelta(deltas: Deltas, delta: FeedDelta): Deltas {
  if (deltas.some(({ event }) => event.sequence === delta.event.sequence)) return deltas;
  return [...deltas, delta].sort((a, b) => a.event.sequence - b.event.sequence);
}

/**
 * Returns the newer of the rendered and the last delivered transaction. Facts increase `version`;
 * hints do not, so between equal versions the event's sequence decides.
 */
export function mergeTransaction(
  rendered: TransactionView,
  renderedAt: number,
  deltas: Deltas,
): TransactionView {
  const last = deltas.findLast(({ transaction }) => transaction.id === rendered.id);
  if (!last || last.transaction.version < rendered.version) return rendered;
  const newer = last.transaction.version > rendered.version || last.event.sequence > renderedAt;
  return newer ? last.transaction : rendered;
}

/** A list of transactions, updated, with the delivered ones that belong to it, newest first. */
export function mergeList(
  rendered: readonly TransactionView[],
  renderedAt: number,
  deltas: Deltas,
  belongs: (transaction: TransactionView) => boolean,
): TransactionView[] {
  const known = new Set(rendered.map(({ id }) => id));
  // The rendered list was read after the others, so it has those that still belong to it.
  const newer = deltas.filter(({ event }) => event.sequence > renderedAt);
  const delivered = new Map(newer.map(({ transaction }) => [transaction.id, transaction]));
  const added = [...delivered.values()].filter((row) => !known.has(row.id) && belongs(row));
  const updated = rendered.map((row) => mergeTransaction(row, renderedAt, deltas));
  return [...added, ...updated].sort((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt));
}

/** The timeline of one transaction: oldest first, without duplicates. */
export function mergeEvents(
  transactionId: string,
  rendered: readonly TransactionEventView[],
  deltas: Deltas,
): TransactionEventView[] {
  const delivered = deltas.filter(({ event }) => event.transactionId === transactionId);
  const events = [...delivered.map(({ event }) => event), ...rendered];
  const bySequence = new Map(events.map((event) => [event.sequence, event]));
  return [...bySequence.values()].sort((a, b) => a.sequence - b.sequence);
}
