import type { Metadata } from 'next';
import { DeliveryTable, outcomes } from '@/components/ops/delivery-table';
import { type FilterControl, ListFilter, periodControls } from '@/components/ops/list-filter';
import { NothingListed } from '@/components/ops/nothing-listed';
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
  return (
    <>
      <PageHeader
        title="Webhook deliveries"
        description="Every request to the webhook, including rejected ones. A delivery is only a hint: it triggers a check with Proof and never changes a status."
        className="mb-5"
      />
      <ListFilter
        path="/ops/deliveries"
        filter={filter}
        controls={controls}
        unreadable={unreadable}
      />
      {page.rows.length > 0 ? (
        <DeliveryTable deliveries={page.rows} />
      ) : (
        <NothingListed filter={filter} title="No webhooks received yet">
          Proof sends one on every status change, to the webhook URL you registered during
          onboarding.
        </NothingListed>
      )}
      <Pages path="/ops/deliveries" page={page} filter={filter} />
    </>
  );
}
