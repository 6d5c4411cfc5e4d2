'use client';
import Link from 'next/link';
import { useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import type { TransactionView } from '@/lib/transactions/views';
import { useLatestDelta, useLiveList } from '../live/live-transactions';
import { HistoryCards } from './history-cards';
import { HistoryTable } from './history-table';

type HistoryProps = { transactions: readonly TransactionView[]; newestPage: boolean };

/** One page of the history, updated live. New transactions appear on the newest page. */
export function History({ transactions, newestPage }: HistoryProps) {
  const current = useLiveList(transactions, { newestPage });
  const highlightedId = useHighlightedId();
  if (current.length === 0) return newestPage ? <NoTransactions /> : <NoOlderTransactions />;
  return (
    <>
      <HistoryTable transactions={current} highlightedId={highlightedId} />
      <HistoryCards transactions={current} highlightedId={highlightedId} />
    </>
  );
}

const HIGHLIGHT_MS = 4_000;

/** The transaction that changed in the last few seconds. */
function useHighlightedId(): string | null {
  const latest = useLatestDelta();
  const sequence = latest?.event.sequence ?? 0;
  const [seen, setSeen] = useState(sequence);
  useEffect(() => {
    const timer = setTimeout(() => setSeen(sequence), HIGHLIGHT_MS);
    return () => clearTimeout(timer);
  }, [sequence]);
  return latest && sequence > seen ? latest.transaction.id : null;
}

function NoTransactions() {
  return (
    <EmptyState
      title="No transactions yet"
      action={
        <div className="flex gap-2">
          <Button asChild>
            <Link href="/buy">Buy crypto</Link>
          </Button>
          <Button asChild variant="secondary">
            <Link href="/sell">Sell crypto</Link>
          </Button>
        </div>
      }
    >
      What you buy and sell appears here and updates live.
    </EmptyState>
  );
}

function NoOlderTransactions() {
  return (
    <EmptyState
      title="No older transactions"
      action={
        <Button asChild variant="secondary">
          <Link href="/transactions">View the newest</Link>
        </Button>
      }
    />
  );
}
