import { EmptyState } from '@/components/ui/empty-state';
import { RelativeTime } from '@/components/ui/relative-time';
import { StatusBadge } from '@/components/ui/status-badge';
import { Td } from '@/components/ui/table';
import type { AttentionRow } from '@/lib/ops/loaders';
import { CopyableId, DenseTable } from './dense-table';

const columns = [
  { name: 'Last change' },
  { name: 'Type' },
  { name: 'Confirmed' },
  { name: 'Reported' },
  { name: 'Proof ID' },
  { name: 'Problem' },
  { name: 'Failed checks in a row', align: 'right' },
  { name: 'Next check' },
] as const;

type AttentionTableProps = { transactions: readonly AttentionRow[] };

export function AttentionTable({ transactions }: AttentionTableProps) {
  if (transactions.length === 0)
    return (
      <EmptyState title="No transactions need attention">
        All checks are succeeding, Proof contradicted no final status, and no side effect is
        failing.
      </EmptyState>
    );
  return (
    <DenseTable name="Transactions that need attention" columns={columns}>
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
            <CopyableId value={transaction.merchantTransactionId} name="Proof ID" />
          </Td>
          <Td className="min-w-56">
            {transaction.reasons.map((reason) => (
              <p key={reason} className="wrap-anywhere">
                {reason}
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
