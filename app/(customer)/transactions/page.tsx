import type { Metadata } from 'next';
import { FilterForm } from '@/components/history/filter-form';
import { History } from '@/components/history/history';
import { UnreadableNotice } from '@/components/history/unreadable-notice';
import { LiveIndicator } from '@/components/live/live-indicator';
import { LiveTransactions } from '@/components/live/live-transactions';
import { Balances } from '@/components/transactions/balances';
import { PageHeader } from '@/components/ui/page-header';
import { countFilters } from '@/lib/history/filter';
import { loadHistory } from '@/lib/history/loaders';
import { searchOf } from '@/lib/search-params';
import { loadBalances } from '@/lib/side-effects/loaders';

export const metadata: Metadata = { title: 'Transactions' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/*
 * There is no loading.tsx above this page: without JavaScript its skeleton would stay, because a
 * script moves what is streamed into its place.
 */
export default async function TransactionsPage({ searchParams }: Props) {
  const history = await loadHistory(await searchParams);
  const { userId, sequence, filter, position, unreadable, assets, page, totals } = history;
  const hasAny = totals.count > 0 || countFilters(filter) > 0;
  return (
    <LiveTransactions userId={userId} after={sequence}>
      <PageHeader
        title="Transactions"
        description={<Balances balances={await loadBalances()} />}
        actions={<LiveIndicator />}
        className="mb-5"
      />
      {unreadable.length > 0 && <UnreadableNotice fields={unreadable} />}
      {hasAny && <FilterForm filter={filter} assets={assets} />}
      <History key={searchOf(filter, position)} page={page} filter={filter} totals={totals} />
    </LiveTransactions>
  );
}
