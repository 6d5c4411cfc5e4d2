import Link from 'next/link';
import { buttonStyle } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import type { HistoryFilter } from '@/lib/history/schema';
import { searchOf } from '@/lib/search-params';

export function NoTransactions() {
  return (
    <EmptyState
      title="No transactions yet"
      action={
        <div className="flex gap-2">
          <Link href="/buy" className={buttonStyle()}>
            Buy crypto
          </Link>
          <Link href="/sell" className={buttonStyle({ variant: 'secondary' })}>
            Sell crypto
          </Link>
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
        <Link href="/transactions" className={buttonStyle({ variant: 'secondary' })}>
          Clear the filter
        </Link>
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
        <Link
          href={`/transactions${searchOf(filter)}`}
          className={buttonStyle({ variant: 'secondary' })}
        >
          View the newest
        </Link>
      }
    />
  );
}
