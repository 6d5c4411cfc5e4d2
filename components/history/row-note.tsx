import { FilterX } from 'lucide-react';
import { ReportedStatus } from '@/components/transactions/reported-status';
import type { TransactionView } from '@/lib/transactions/views';

type RowNoteProps = { transaction: TransactionView; matches: boolean };

/**
 * Says that a row changed and no longer matches the filter: it stays where it is until the list is
 * loaded again, because a row that disappears takes the others along. Otherwise shows what is
 * reported and not confirmed.
 */
export function RowNote({ transaction, matches }: RowNoteProps) {
  if (matches) return <ReportedStatus transaction={transaction} />;
  return (
    <span className="inline-flex items-center gap-1 whitespace-nowrap text-muted text-xs">
      <FilterX aria-hidden className="size-3.5" />
      No longer matches
    </span>
  );
}
