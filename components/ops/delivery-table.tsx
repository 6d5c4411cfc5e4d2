import {
  CircleCheck,
  CircleHelp,
  CopyMinus,
  History,
  KeyRound,
  type LucideIcon,
  OctagonAlert,
} from 'lucide-react';
import Link from 'next/link';
import { Badge, type Tone } from '@/components/ui/badge';
import { RelativeTime } from '@/components/ui/relative-time';
import { Td } from '@/components/ui/table';
import type { HintOutcome } from '@/lib/generated/prisma/enums';
import type { DeliveryRow } from '@/lib/ops/deliveries/data';
import { DenseTable, Duration, OrderId } from './dense-table';

const columns = [
  { name: 'Received' },
  { name: 'Outcome' },
  { name: 'Reported status' },
  { name: 'Proof ID' },
  { name: 'Reason' },
  { name: 'Processing time', align: 'right' },
] as const;

export function DeliveryTable({ deliveries }: { deliveries: readonly DeliveryRow[] }) {
  return (
    <DenseTable name="Webhook deliveries" columns={columns}>
      {deliveries.map((delivery) => (
        <tr key={delivery.id} className="leading-[22px] hover:bg-raised/50 [&>td]:align-top">
          <Td className="whitespace-nowrap">
            <Link
              href={`/ops/deliveries/${delivery.id}`}
              prefetch={false}
              className="rounded-sm text-accent-ink hover:underline"
            >
              <RelativeTime iso={delivery.receivedAt} />
              <span className="sr-only">: view the delivery</span>
            </Link>
          </Td>
          <Td>
            <OutcomeBadge outcome={delivery.outcome} />
          </Td>
          <Td className="font-mono">{delivery.status ?? <span className="text-muted">—</span>}</Td>
          <Td>
            <OrderId id={delivery.merchantTransactionId} />
          </Td>
          <Td className="wrap-anywhere w-full min-w-80 text-muted">{delivery.reason}</Td>
          <Td align="right">
            <Duration ms={delivery.processingMs} />
          </Td>
        </tr>
      ))}
    </DenseTable>
  );
}

export const outcomes: Record<HintOutcome, { word: string; tone: Tone; icon: LucideIcon }> = {
  reported: { word: 'Reported', tone: 'positive', icon: CircleCheck },
  duplicate: { word: 'Duplicate', tone: 'neutral', icon: CopyMinus },
  stale: { word: 'Stale', tone: 'neutral', icon: History },
  unknown_transaction: { word: 'Unknown ID', tone: 'warning', icon: CircleHelp },
  invalid: { word: 'Invalid', tone: 'negative', icon: OctagonAlert },
  wrong_secret: { word: 'Wrong secret', tone: 'negative', icon: KeyRound },
};

export function OutcomeBadge({ outcome }: { outcome: HintOutcome }) {
  const { word, tone, icon: Icon } = outcomes[outcome];
  return (
    <Badge tone={tone}>
      <Icon aria-hidden />
      {word}
    </Badge>
  );
}
