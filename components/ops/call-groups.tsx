import Link from 'next/link';
import { RelativeTime } from '@/components/ui/relative-time';
import { Td } from '@/components/ui/table';
import type { CallGroup } from '@/lib/ops/calls/data';
import type { CallFilter } from '@/lib/ops/calls/schema';
import { searchOf } from '@/lib/search-params';
import { DenseTable } from './dense-table';

const columns = [
  { name: 'Cause of failed calls' },
  { name: 'What to do' },
  { name: 'Endpoint' },
  { name: 'Response' },
  { name: 'Calls', align: 'right' },
  { name: 'Last' },
] as const;

type CallGroupsProps = { groups: readonly CallGroup[]; filter: CallFilter };

/** The failed calls of the list below by cause, each with the action that the contract prescribes. */
export function CallGroups({ groups, filter }: CallGroupsProps) {
  return (
    <div className="mb-5">
      <DenseTable name="Failed calls by cause" columns={columns}>
        {groups.map(({ cause, endpoint, httpStatus, error, code, count, lastAt }) => (
          <tr key={`${endpoint} ${httpStatus} ${error} ${code}`} className="[&>td]:align-top">
            <Td className="min-w-44 font-medium">{cause.title}</Td>
            <Td className="min-w-64 text-muted">{cause.action}</Td>
            <Td className="whitespace-nowrap font-mono">{endpoint}</Td>
            <Td className="font-mono">
              {httpStatus ?? 'none'} {error}
              {code && code !== error && <span className="block">{code}</span>}
            </Td>
            <Td align="right">
              <Link
                href={`/ops/calls${searchOf({ ...filter, show: 'failed', endpoint, code: code || error || undefined })}`}
                className="rounded-sm text-accent-ink hover:underline"
              >
                {count.toLocaleString('en')}
                <span className="sr-only"> calls: view them</span>
              </Link>
            </Td>
            <Td className="whitespace-nowrap text-muted">
              <RelativeTime iso={lastAt} />
            </Td>
          </tr>
        ))}
      </DenseTable>
    </div>
  );
}
