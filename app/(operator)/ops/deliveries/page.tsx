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
        description="The latest 100 requests to the webhook, whatever became of them. A delivery is a hint: it makes us ask Proof, and changes no status."
        className="mb-5"
      />
      <DeliveryTable deliveries={await loadDeliveries()} />
    </>
  );
}
