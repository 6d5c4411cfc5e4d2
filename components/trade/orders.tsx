'use client';
import Link from 'next/link';
import { LinkPending } from '@/components/ui/link-pending';
import { RelativeTime } from '@/components/ui/relative-time';
import { StatusBadge } from '@/components/ui/status-badge';
import type { TransactionType } from '@/lib/generated/prisma/enums';
import { isOpen } from '@/lib/transactions/status';
import type { TransactionView } from '@/lib/transactions/views';
import { useLiveList } from '../live/live-transactions';
import { describeTransaction } from '../transactions/describe-transaction';

const MAX_OPEN = 5;
const MAX_FINISHED = 3;

type OrdersProps = { type: TransactionType; orders: readonly TransactionView[] };

/** The customer's open orders of this type and the last finished ones, updated live. */
export function Orders({ type, orders }: OrdersProps) {
  const current = useLiveList(orders, (order) => order.type === type);
  const open = current.filter(({ status }) => isOpen(status)).slice(0, MAX_OPEN);
  const finished = current.filter(({ status }) => !isOpen(status)).slice(0, MAX_FINISHED);
  return (
    <>
      <OrderList title="Open orders" orders={open} />
      <OrderList title="Last orders" orders={finished} />
    </>
  );
}

function OrderList({ title, orders }: { title: string; orders: readonly TransactionView[] }) {
  if (orders.length === 0) return null;
  return (
    <section aria-label={title}>
      <h2 className="font-medium text-sm">{title}</h2>
      <ul className="mt-3 divide-y divide-border overflow-hidden rounded-lg border border-border bg-surface shadow-card">
        {orders.map((order) => (
          <OrderRow key={order.id} order={order} />
        ))}
      </ul>
    </section>
  );
}

function OrderRow({ order }: { order: TransactionView }) {
  const { crypto, network, title } = describeTransaction(order);
  return (
    <li className="relative grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-2 px-4 py-3 text-sm sm:grid-cols-[1fr_auto_5.5rem]">
      <div className="max-sm:row-span-2">
        <p className="font-medium tabular-nums">
          {crypto} <span className="font-normal text-muted">on {network}</span>
        </p>
        <RelativeTime iso={order.createdAt} className="text-muted text-xs" />
      </div>
      <StatusBadge status={order.status} className="justify-self-end" />
      <Link
        href={`/transactions/${order.id}`}
        // Prefetching would load every order of the list.
        prefetch={false}
        className="flex items-center justify-end gap-1.5 font-medium after:absolute after:inset-0 after:outline-accent-edge after:-outline-offset-2 hover:underline focus-visible:outline-none focus-visible:after:outline-2"
      >
        <LinkPending />
        {order.status === 'pending' ? 'Continue' : 'View'}
        <span className="sr-only">: {title}</span>
      </Link>
    </li>
  );
}
