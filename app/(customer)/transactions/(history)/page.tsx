import type { Metadata } from 'next';
import Link from 'next/link';
import { LiveIndicator } from '@/components/live/live-indicator';
import { LiveTransactions } from '@/components/live/live-transactions';
import { Balances } from '@/components/transactions/balances';
import { History } from '@/components/transactions/history';
import { Button } from '@/components/ui/button';
import { PageHeader } from '@/components/ui/page-header';
import { loadBalances } from '@/lib/side-effects/loaders';
import { loadTransactions } from '@/lib/transactions/loaders';

export const metadata: Metadata = { title: 'Transactions' };

export default async function TransactionsPage({
  searchParams,
}: {
  searchParams: Promise<{ cursor?: string | string[] }>;
}) {
  const { cursor } = await searchParams;
  const before = typeof cursor === 'string' ? cursor : undefined;
  const { userId, sequence, transactions, nextCursor } = await loadTransactions(before);
  return (
    <LiveTransactions userId={userId} after={sequence}>
      <PageHeader
        title="Transactions"
        description={<Balances balances={await loadBalances()} />}
        actions={<LiveIndicator />}
        className="mb-5"
      />
      <History key={before} transactions={transactions} newestPage={before === undefined} />
      <nav aria-label="Pages" className="mt-4 flex justify-between gap-2">
        {before && (
          <Button asChild variant="secondary">
            <Link href="/transactions">Newest</Link>
          </Button>
        )}
        {nextCursor && (
          <Button asChild variant="secondary" className="ml-auto">
            <Link href={`/transactions?cursor=${nextCursor}`}>Older</Link>
          </Button>
        )}
      </nav>
    </LiveTransactions>
  );
}
