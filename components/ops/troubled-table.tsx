import { EmptyState } from '@/components/ui/empty-state';
import { RelativeTime } from '@/components/ui/relative-time';
import { StatusBadge } from '@/components/ui/status-badge';
import { Td } from '@/components/ui/table';
import type { AttentionRow } from '@/lib/ops/loaders';
import { CopiedId } from './copied-id';
import { DenseTable } from './dense-table';

const columns = [
  { name: 'Last change' },
  { name: 'Type' },
  { name: 'Confirmed' },
  { name: 'Reported' },
  { name: 'Proof id' },
  { name: 'Trouble' },
  { name: 'Checks failed in a row', align: 'right' },
  { name: 'Next check' },
] as const;

export function TroubledTable({ transactions }: { transactions: readonly AttentionRow[] }) {
  if (transactions.length === 0)
    return (
      <EmptyState title="No transaction is in trouble">
        Proof answers for all of them, contradicts itself about none, and no side effect fails.
      </EmptyState>
    );
  return (
    <DenseTable name="Troubled transactions" columns={columns}>
      {transactions.map((transaction) => (
        <tr key={transaction.id} className="hover:bg-raised/50">
          <Td className="whitespace-nowrap text-muted">
            <RelativeTime iso={transaction.updatedAt} />
          </Td>
          <Td>{transaction.type}</Td>
          <Td>
            <StatusBadge status={transaction.status} />
          </Td>
          <Td className="font-mono">{transaction.reportedStatus ?? '—'}</Td>
          <Td>
            <CopiedId value={transaction.merchantTransactionId} name="Proof id" />
          </Td>
          <Td className="min-w-56">
            {transaction.reasons.map((trouble) => (
              <p key={trouble} className="wrap-anywhere">
                {trouble}
              </p>
            ))}
          </Td>
          <Td align="right">{transaction.failedChecks}</Td>
          <Td className="whitespace-nowrap font-mono text-muted">
            {transaction.nextCheckAt?.slice(11, 19).concat(' UTC') ?? 'none'}
          </Td>
        </tr>
      ))}
    </DenseTable>
  );
}
