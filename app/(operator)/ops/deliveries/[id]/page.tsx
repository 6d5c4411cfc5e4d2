import type { Metadata } from 'next';
import { DeliveryDetail } from '@/components/ops/delivery-detail';
import { loadDelivery } from '@/lib/ops/loaders';

export const metadata: Metadata = { title: 'Delivery' };

type Props = { params: Promise<{ id: string }> };

export default async function DeliveryPage({ params }: Props) {
  return <DeliveryDetail delivery={await loadDelivery((await params).id)} />;
}
