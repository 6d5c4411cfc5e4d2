'use client';
import type { TransactionView } from '@/lib/transactions/schema';
import { useLiveList } from '../live/live-transactions';
import { HistoryCards } from './history-cards';
import { HistoryTable } from './history-table';
import { NoTransactions } from './no-transactions';
import { useRecentChange } from './use-recent-change';

/** One page of the history, kept up to date. New transactions come on top of the newest page. */
export function History({
  transactions,
  newestPage,
}: {
  transactions: readonly TransactionView[];
  newestPage: boolean;
}) {
  const current = useLiveList(transactions, { newestPage });
  const changedId = useRecentChange();
  if (current.length === 0) return <NoTransactions newestPage={newestPage} />;
  return (
    <>
      <HistoryTable transactions={current} changedId={changedId} />
      <HistoryCards transactions={current} changedId={changedId} />
    </>
  );
}
