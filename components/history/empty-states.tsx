import Link from 'next/link';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { type HistoryFilter, historySearch } from '@/lib/history/schema';

export function NoTransactions() {
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

export function NoMatches() {
  return (
    <EmptyState
      title="No transaction matches"
      action={
        <Button asChild variant="secondary">
          <Link href="/transactions">Clear the filter</Link>
        </Button>
      }
    >
      Change the filter above, or clear it to see all your transactions.
    </EmptyState>
  );
}

export function NoOlderTransactions({ filter }: { filter: HistoryFilter }) {
  return (
    <EmptyState
      title="No older transactions"
      action={
        <Button asChild variant="secondary">
          <Link href={`/transactions${historySearch(filter)}`}>View the newest</Link>
        </Button>
      }
    />
  );
}
