import type { Metadata } from 'next';
import Link from 'next/link';
import { type FilterControl, ListFilter, periodControls } from '@/components/ops/list-filter';
import { OrderTable } from '@/components/ops/order-table';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Pages } from '@/components/ui/pages';
import { loadOrders } from '@/lib/ops/loaders';
import type { SearchParams } from '@/lib/search-params';

export const metadata: Metadata = { title: 'Orders' };

type Props = { searchParams: Promise<SearchParams> };

export default async function OrdersPage({ searchParams }: Props) {
  const { filter, unreadable, assets, page } = await loadOrders(await searchParams);
  return (
    <>
      <PageHeader title="Orders" description="Of all customers, newest first." className="mb-5" />
      <ListFilter
        path="/ops/transactions"
        filter={filter}
        controls={controlsFor(assets)}
        unreadable={unreadable}
      />
      {page.rows.length > 0 ? (
        <OrderTable orders={page.rows} />
      ) : (
        <EmptyState title="No order matches">
          <NothingFound q={filter.q} />
        </EmptyState>
      )}
      <Pages path="/ops/transactions" page={page} filter={filter} />
    </>
  );
}

function NothingFound({ q }: { q: string | undefined }) {
  if (!q) return 'Clear the filter to see all orders.';
  return (
    <>
      Search for the whole email address, an ID or its first part, or a whole deposit address. A
      request that placed no order is among the{' '}
      <Link href={`/ops/calls?${new URLSearchParams({ q })}`} className="underline">
        calls to Proof
      </Link>
      , a webhook for an order that we don't have among the{' '}
      <Link href={`/ops/deliveries?${new URLSearchParams({ q })}`} className="underline">
        deliveries
      </Link>
      .
    </>
  );
}

const optionsOf = (values: readonly string[]) =>
  values.map((value) => ({ value, label: value.replace(':', ' · ') }));

function controlsFor(assets: readonly string[]): FilterControl[] {
  const statuses = ['pending', 'processing', 'completed', 'failed', 'cancelled'];
  return [
    {
      ...{ kind: 'search', name: 'q', label: 'Search' },
      placeholder: 'Email, ID or address',
    },
    { kind: 'choice', name: 'type', label: 'Type', options: optionsOf(['buy', 'sell']) },
    { kind: 'choice', name: 'status', label: 'Status', options: optionsOf(statuses) },
    { kind: 'choice', name: 'asset', label: 'Asset', options: optionsOf(assets) },
    ...periodControls,
  ];
}
