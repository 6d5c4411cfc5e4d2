import Link from 'next/link';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';

export function NoTransactions({ newestPage }: { newestPage: boolean }) {
  if (!newestPage)
    return (
      <EmptyState
        title="Nothing older"
        action={
          <Button asChild variant="secondary">
            <Link href="/transactions">Back to the newest</Link>
          </Button>
        }
      />
    );
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
      What you buy or sell shows up here at once, and follows its progress by itself.
    </EmptyState>
  );
}
