import {
  CircleCheck,
  CircleHelp,
  CopyMinus,
  History,
  KeyRound,
  type LucideIcon,
  OctagonAlert,
} from 'lucide-react';
import { Badge, type Tone } from '@/components/ui/badge';
import { EmptyState } from '@/components/ui/empty-state';
import { RelativeTime } from '@/components/ui/relative-time';
import { Td } from '@/components/ui/table';
import type { DeliveryRow } from '@/lib/ops/loaders';
import { CopyableId, DenseTable, Duration } from './dense-table';

const columns = [
  { name: 'Received' },
  { name: 'Outcome' },
  { name: 'Reported status' },
  { name: 'Proof ID' },
  { name: 'Reason and content' },
  { name: 'Processing time', align: 'right' },
] as const;

export function DeliveryTable({ deliveries }: { deliveries: readonly DeliveryRow[] }) {
  if (deliveries.length === 0)
    return (
      <EmptyState title="No webhooks received yet">
        Proof sends one on every status change, to the webhook URL you registered during onboarding.
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
            <CopyableId value={delivery.merchantTransactionId} name="Proof ID" />
          </Td>
          <Td className="w-full min-w-80">
            <Content delivery={delivery} />
          </Td>
          <Td align="right">
            <Duration ms={delivery.processingMs} />
          </Td>
        </tr>
      ))}
    </DenseTable>
  );
}

type Outcome = DeliveryRow['outcome'];

const looks: Record<Outcome, { word: string; tone: Tone; icon: LucideIcon }> = {
  reported: { word: 'reported', tone: 'positive', icon: CircleCheck },
  duplicate: { word: 'duplicate', tone: 'neutral', icon: CopyMinus },
  stale: { word: 'stale', tone: 'neutral', icon: History },
  unknown_transaction: { word: 'unknown ID', tone: 'warning', icon: CircleHelp },
  invalid: { word: 'invalid', tone: 'negative', icon: OctagonAlert },
  wrong_secret: { word: 'wrong secret', tone: 'negative', icon: KeyRound },
};

function OutcomeBadge({ outcome }: { outcome: Outcome }) {
  const { word, tone, icon: Icon } = looks[outcome];
  return (
    <Badge tone={tone}>
      <Icon aria-hidden />
      {word}
    </Badge>
  );
}

/** The reason, which expands to the request. Anyone can send one, so it is shown as plain text. */
function Content({ delivery }: { delivery: DeliveryRow }) {
  const bytes = new TextEncoder().encode(delivery.body).length;
  return (
    <details>
      <summary className="rounded-sm text-muted hover:text-ink">
        {delivery.reason}
        <span className="ml-2 whitespace-nowrap">{bytes.toLocaleString('en')} bytes</span>
      </summary>
      <p className="mt-2 text-muted">Headers</p>
      <Raw text={formatHeaders(delivery.headers)} />
      <p className="mt-2 text-muted">Body</p>
      <Raw text={formatBody(delivery.body)} />
    </details>
  );
}

function Raw({ text }: { text: string }) {
  return (
    <pre className="mt-1 max-h-80 max-w-3xl overflow-auto whitespace-pre-wrap break-all rounded-sm bg-raised p-2 font-mono leading-4">
      {text || 'empty'}
    </pre>
  );
}

function formatHeaders(headers: DeliveryRow['headers']): string {
  if (typeof headers !== 'object' || headers === null) return String(headers ?? '');
  return Object.entries(headers)
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join('\n');
}

/** Indents JSON and leaves anything else unchanged. */
function formatBody(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
