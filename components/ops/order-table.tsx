import Link from 'next/link';
import { describeTransaction } from '@/components/transactions/describe-transaction';
import { ReportedStatus } from '@/components/transactions/reported-status';
import { Amount } from '@/components/ui/amount';
import { RelativeTime } from '@/components/ui/relative-time';
import { StatusBadge } from '@/components/ui/status-badge';
import { Td } from '@/components/ui/table';
import type { OrderRow } from '@/lib/ops/orders/data';
import type { TransactionView } from '@/lib/transactions/views';
import { DenseTable, OrderId } from './dense-table';

const columns = [
  { name: 'Placed' },
  { name: 'Order' },
  { name: 'Status' },
  { name: 'Fiat amount', align: 'right' },
  { name: 'Customer' },
  { name: 'Our ID' },
  { name: 'Proof ID' },
] as const;

export function OrderTable({ orders }: { orders: readonly OrderRow[] }) {
  return (
    <DenseTable name="Orders" columns={columns}>
      {orders.map((order) => (
        <tr key={order.id} className="hover:bg-raised/50">
          <Td className="whitespace-nowrap text-muted">
            <RelativeTime iso={order.createdAt} />
          </Td>
          <Td className="max-sm:min-w-32 sm:whitespace-nowrap">
            <OrderTitle order={order} />
          </Td>
          <Td>
            <span className="inline-flex flex-wrap items-center gap-2">
              <StatusBadge status={order.status} />
              <ReportedStatus transaction={order} />
            </span>
          </Td>
          <Td align="right">
            <Amount amount={order.fiatAmount} unit={order.fiatCurrency} />
          </Td>
          <Td>
            <CustomerLink {...order.customer} />
          </Td>
          <Td>
            <OrderId id={order.id} />
          </Td>
          <Td>
            <OrderId id={order.merchantTransactionId} />
          </Td>
        </tr>
      ))}
    </DenseTable>
  );
}

/** "Sell 50 USDT on Tron", which leads to the order. */
export function OrderTitle({ order }: { order: TransactionView }) {
  return (
    <Link
      href={`/ops/transactions/${order.id}`}
      prefetch={false}
      className="rounded-sm font-medium text-accent-ink hover:underline"
    >
      {describeTransaction(order).title}
    </Link>
  );
}

/** Leads to all orders of a customer. */
export function CustomerLink({ id, email }: { id: string; email: string }) {
  return (
    <Link
      href={`/ops/transactions?${new URLSearchParams({ q: id })}`}
      prefetch={false}
      className="wrap-anywhere rounded-sm text-accent-ink hover:underline"
    >
      {email}
    </Link>
  );
}
