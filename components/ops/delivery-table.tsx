import { EmptyState } from '@/components/ui/empty-state';
import { RelativeTime } from '@/components/ui/relative-time';
import { Td } from '@/components/ui/table';
import type { DeliveryRow } from '@/lib/ops/loaders';
import { CopiedId } from './copied-id';
import { DeliveryContent } from './delivery-content';
import { DenseTable } from './dense-table';
import { Duration } from './duration';
import { OutcomeBadge } from './outcome-badge';

const columns = [
  { name: 'Received' },
  { name: 'Outcome' },
  { name: 'Claims' },
  { name: 'Proof id' },
  { name: 'Reason and content' },
  { name: 'Processing', align: 'right' },
] as const;

export function DeliveryTable({ deliveries }: { deliveries: readonly DeliveryRow[] }) {
  if (deliveries.length === 0)
    return (
      <EmptyState title="No webhook has arrived yet">
        Proof sends one on every status change, to the webhook URL registered at onboarding.
      </EmptyState>
    );
  return (
    <DenseTable name="Webhook deliveries" columns={columns}>
      {deliveries.map((delivery) => (
        <tr key={delivery.id} className="leading-[22px] hover:bg-raised/50 [&>td]:align-top">
          <Td className="whitespace-nowrap text-muted">
            <RelativeTime iso={delivery.receivedAt} />
          </Td>
          <Td>
            <OutcomeBadge outcome={delivery.outcome} />
          </Td>
          <Td className="font-mono">{delivery.status ?? <span className="text-muted">—</span>}</Td>
          <Td>
            <CopiedId value={delivery.merchantTransactionId} name="Proof id" />
          </Td>
          <Td className="w-full min-w-80">
            <DeliveryContent delivery={delivery} />
          </Td>
          <Td align="right">
            <Duration ms={delivery.processingMs} />
          </Td>
        </tr>
      ))}
    </DenseTable>
  );
}
