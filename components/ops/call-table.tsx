import { CircleCheck, CircleX } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import { EmptyState } from '@/components/ui/empty-state';
import { RelativeTime } from '@/components/ui/relative-time';
import { Td } from '@/components/ui/table';
import type { ProviderCallRow } from '@/lib/ops/loaders';
import { CopiedId } from './copied-id';
import { DenseTable } from './dense-table';
import { Duration } from './duration';

const columns = [
  { name: 'When' },
  { name: 'Endpoint' },
  { name: 'Answer' },
  { name: 'Duration', align: 'right' },
  { name: 'Proof id' },
  { name: 'X-Request-Id' },
  { name: 'Our request id' },
] as const;

export function CallTable({ calls, empty }: { calls: readonly ProviderCallRow[]; empty: string }) {
  if (calls.length === 0) return <EmptyState title={empty} />;
  return (
    <DenseTable name="Requests to Proof" columns={columns}>
      {calls.map((call) => (
        <tr key={call.id} className="leading-[22px] hover:bg-raised/50 [&>td]:align-top">
          <Td className="whitespace-nowrap text-muted">
            <RelativeTime iso={call.recordedAt} />
          </Td>
          <Td className="whitespace-nowrap font-mono">{call.endpoint}</Td>
          <Td className="min-w-44">
            <Answer call={call} />
          </Td>
          <Td align="right">
            <Duration ms={call.durationMs} />
          </Td>
          <Td>
            <CopiedId value={call.merchantTransactionId} name="Proof id" />
          </Td>
          <Td>
            <CopiedId value={call.providerRequestId} name="X-Request-Id" />
          </Td>
          <Td>
            <CopiedId value={call.requestId} name="request id" />
          </Td>
        </tr>
      ))}
    </DenseTable>
  );
}

/** `message` is Proof's own text, for people only: code branches on the other two. */
function Answer({ call: { httpStatus, error, code, message } }: { call: ProviderCallRow }) {
  const Icon = error ? CircleX : CircleCheck;
  return (
    <>
      <Badge tone={error ? 'negative' : 'positive'} className="tabular-nums">
        <Icon aria-hidden />
        {httpStatus ?? 'no answer'}
      </Badge>
      {error && (
        <p className="mt-1.5 font-mono leading-4">
          {error}
          {code && <span className="block">{code}</span>}
        </p>
      )}
      {error && message && <p className="mt-0.5 text-muted leading-4">{message}</p>}
    </>
  );
}
