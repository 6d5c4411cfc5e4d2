import type { Metadata } from 'next';
import { DeliveryTable } from '@/components/ops/delivery-table';
import { PageHeader } from '@/components/ui/page-header';
import { loadDeliveries } from '@/lib/ops/loaders';

export const metadata: Metadata = { title: 'Deliveries' };

export default async function DeliveriesPage() {
  return (
    <>
      <PageHeader
        title="Webhook deliveries"
        description="The latest 100 requests to the webhook, including rejected ones. A delivery is only a hint: it triggers a check with Proof and never changes a status."
        className="mb-5"
      />
      <DeliveryTable deliveries={await loadDeliveries()} />
    </>
  );
}
