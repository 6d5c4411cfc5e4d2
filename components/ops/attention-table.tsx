import { EmptyState } from '@/components/ui/empty-state';
import { RelativeTime } from '@/components/ui/relative-time';
import { StatusBadge } from '@/components/ui/status-badge';
import { Td } from '@/components/ui/table';
import type { AttentionRow } from '@/lib/ops/attention/data';
import { DenseTable, OrderId } from './dense-table';
import { CustomerLink, OrderTitle } from './order-table';

const columns = [
  { name: 'Since' },
  { name: 'Order' },
  { name: 'Confirmed' },
  { name: 'Reported' },
  { name: 'Problem' },
  { name: 'Customer' },
  { name: 'Proof ID' },
] as const;

export function AttentionTable({ orders }: { orders: readonly AttentionRow[] }) {
  if (orders.length === 0)
    return (
      <EmptyState title="No orders need attention">
        All checks succeed, Proof contradicted no final status, no side effect fails, and no order
        is open for longer than expected.
      </EmptyState>
    );
  return (
    <DenseTable name="Orders that need attention" columns={columns}>
      {orders.map((order) => (
        <tr key={order.id} className="hover:bg-raised/50">
          <Td className="whitespace-nowrap text-muted">
            <RelativeTime iso={order.since} />
          </Td>
          <Td className="whitespace-nowrap">
            <OrderTitle order={order} />
          </Td>
          <Td>
            <StatusBadge status={order.status} />
          </Td>
          <Td className="font-mono">{order.reportedStatus ?? '—'}</Td>
          <Td className="min-w-56">
            {order.reasons.map((reason) => (
              <p key={reason} className="wrap-anywhere">
                {reason}
              </p>
            ))}
          </Td>
          <Td>
            <CustomerLink {...order.customer} />
          </Td>
          <Td>
            <OrderId id={order.merchantTransactionId} />
          </Td>
        </tr>
      ))}
    </DenseTable>
  );
}
