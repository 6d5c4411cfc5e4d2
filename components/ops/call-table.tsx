import { Circle, CircleCheck, CircleX } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import { RelativeTime } from '@/components/ui/relative-time';
import { Td } from '@/components/ui/table';
import type { CallRow } from '@/lib/ops/calls/data';
import { CopyableId, DenseTable, Duration, OrderId } from './dense-table';

const columns = [
  { name: 'When' },
  { name: 'Endpoint' },
  { name: 'Response' },
  { name: 'Duration', align: 'right' },
  { name: 'Proof ID' },
  { name: 'X-Request-Id' },
  { name: 'Our request ID' },
] as const;

export function CallTable({ calls }: { calls: readonly CallRow[] }) {
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
            <OrderId id={call.merchantTransactionId} />
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

function Response({ call: { httpStatus, error, code, message } }: { call: CallRow }) {
  const Icon = error ? CircleX : CircleCheck;
  if (!error && httpStatus === 404)
    return (
      <>
        <Badge>
          <Circle aria-hidden />
          404
        </Badge>
        <p className="mt-1.5 text-muted leading-4">
          Not started: Proof doesn't know a customer before their first session.
        </p>
      </>
    );
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
