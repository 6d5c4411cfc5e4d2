import type { Metadata } from 'next';
import { DeliveryTable, outcomes } from '@/components/ops/delivery-table';
import { IgnoredNotice } from '@/components/ops/ignored-notice';
import { type FilterControl, ListFilter, periodControls } from '@/components/ops/list-filter';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Pages } from '@/components/ui/pages';
import { loadDeliveries } from '@/lib/ops/loaders';
import type { SearchParams } from '@/lib/search-params';

export const metadata: Metadata = { title: 'Deliveries' };

const controls: readonly FilterControl[] = [
  { kind: 'search', name: 'q', label: 'Proof ID', placeholder: 'Whole or first part' },
  {
    ...{ kind: 'choice', name: 'outcome', label: 'Outcome' },
    options: Object.entries(outcomes).map(([value, { word }]) => ({ value, label: word })),
  },
  ...periodControls,
];

type Props = { searchParams: Promise<SearchParams> };

export default async function DeliveriesPage({ searchParams }: Props) {
  const { filter, unreadable, page } = await loadDeliveries(await searchParams);
  const filtered = Object.values(filter).some(Boolean);
  return (
    <>
      <PageHeader
        title="Webhook deliveries"
        description="Every request to the webhook, including rejected ones. A delivery is only a hint: it triggers a check with Proof and never changes a status."
        className="mb-5"
      />
      <IgnoredNotice names={unreadable} />
      <ListFilter path="/ops/deliveries" filter={filter} controls={controls} />
      {page.rows.length > 0 && <DeliveryTable deliveries={page.rows} />}
      {page.rows.length === 0 && (
        <EmptyState title={filtered ? 'No delivery matches' : 'No webhooks received yet'}>
          {filtered
            ? 'Clear the filter to see all deliveries.'
            : 'Proof sends one on every status change, to the webhook URL you registered during onboarding.'}
        </EmptyState>
      )}
      <Pages path="/ops/deliveries" page={page} filter={filter} />
    </>
  );
}
