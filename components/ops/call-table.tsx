import { CircleCheck, CircleX } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import { EmptyState } from '@/components/ui/empty-state';
import { RelativeTime } from '@/components/ui/relative-time';
import { Td } from '@/components/ui/table';
import type { ProviderCallRow } from '@/lib/ops/loaders';
import { CopyableId, DenseTable, Duration } from './dense-table';

const columns = [
  { name: 'When' },
  { name: 'Endpoint' },
  { name: 'Response' },
  { name: 'Duration', align: 'right' },
  { name: 'Proof ID' },
  { name: 'X-Request-Id' },
  { name: 'Our request ID' },
] as const;

export function CallTable({ calls, empty }: { calls: readonly ProviderCallRow[]; empty: string }) {
  if (calls.length === 0) return <EmptyState title={empty} />;
  return (
    <DenseTable name="Calls to Proof" columns={columns}>
      {calls.map((call) => (
        <tr key={call.id} className="leading-[22px] hover:bg-raised/50 [&>td]:align-top">
          <Td className="whitespace-nowrap text-muted">
            <RelativeTime iso={call.recordedAt} />
          </Td>
          <Td className="whitespace-nowrap font-mono">{call.endpoint}</Td>
          <Td className="min-w-44">
            <Response call={call} />
          </Td>
          <Td align="right">
            <Duration ms={call.durationMs} />
          </Td>
          <Td>
            <CopyableId value={call.merchantTransactionId} name="Proof ID" />
          </Td>
          <Td>
            <CopyableId value={call.providerRequestId} name="X-Request-Id" />
          </Td>
          <Td>
            <CopyableId value={call.requestId} name="request ID" />
          </Td>
        </tr>
      ))}
    </DenseTable>
  );
}

function Response({ call: { httpStatus, error, code, message } }: { call: ProviderCallRow }) {
  const Icon = error ? CircleX : CircleCheck;
  return (
    <>
      <Badge tone={error ? 'negative' : 'positive'} className="tabular-nums">
        <Icon aria-hidden />
        {httpStatus ?? 'no response'}
      </Badge>
      {error && (
        <p className="mt-1.5 font-mono leading-4">
          {error}
          {code && code !== error && <span className="block">{code}</span>}
        </p>
      )}
      {error && message && <p className="mt-0.5 text-muted leading-4">{message}</p>}
    </>
  );
}
