import type { Metadata } from 'next';
import Link from 'next/link';
import { OrderDetail } from '@/components/ops/order-detail';
import { buttonStyle } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { loadOrder } from '@/lib/ops/loaders';
import type { SearchParams } from '@/lib/search-params';

export const metadata: Metadata = { title: 'Order' };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> };

export default async function OrderPage({ params, searchParams }: Props) {
  const id = decodeURIComponent((await params).id);
  const order = await loadOrder(id, await searchParams);
  if (order) return <OrderDetail order={order} />;
  const search = new URLSearchParams({ q: id });
  return (
    <>
      <PageHeader title="No order has this ID" className="mb-5" />
      <EmptyState
        title={id}
        action={
          <div className="flex flex-wrap justify-center gap-2">
            <Link href={`/ops/transactions?${search}`} className={buttonStyle()}>
              Search orders
            </Link>
            <Link
              href={`/ops/deliveries?${search}`}
              className={buttonStyle({ variant: 'secondary' })}
            >
              Search deliveries
            </Link>
          </div>
        }
      >
        It is neither our ID of an order nor Proof's. The search also finds parts of IDs, email
        addresses and request IDs.
      </EmptyState>
    </>
  );
}
