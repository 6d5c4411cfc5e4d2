import type { TransactionView } from '../transactions/views';
import { periodOf } from './period';
import type { HistoryFilter } from './schema';

/** How many of the filters select something. A time zone alone does not. */
export function countFilters(filter: HistoryFilter): number {
  return Object.keys(filter).filter((name) => name !== 'zone').length;
}

/** The same rule as the database query, for transactions that change while the page is open. */
export function matcherOf(filter: HistoryFilter): (transaction: TransactionView) => boolean {
  const { q, type, status, asset } = filter;
  const { start, end } = periodOf(filter);
  return (transaction) => {
    const createdAt = new Date(transaction.createdAt);
    const ids = [transaction.id, transaction.merchantTransactionId];
    return (
      (q === undefined || ids.some((id) => id.startsWith(q))) &&
      (type === undefined || transaction.type === type) &&
      (status === undefined || transaction.status === status) &&
      (asset === undefined || `${transaction.network}:${transaction.currency}` === asset) &&
      (start === undefined || createdAt >= start) &&
      (end === undefined || createdAt < end)
    );
  };
}
