import { cn } from '@/components/ui/class-names';
import { StatusBadge } from '@/components/ui/status-badge';
import type { TransactionView } from '@/lib/transactions/views';
import { unconfirmedReport } from './reported';

type StatusSummaryProps = { transaction: TransactionView; className?: string };

/** The confirmed status, with any unconfirmed report below it. */
export function StatusSummary({ transaction, className }: StatusSummaryProps) {
  return (
    <div className={cn('flex flex-col items-start gap-1', className)}>
      <StatusBadge status={transaction.status} />
      <ReportedStatus transaction={transaction} />
    </div>
  );
}

export function ReportedStatus({ transaction }: { transaction: TransactionView }) {
  const reported = unconfirmedReport(transaction);
  return (
    reported && (
      <span className="whitespace-nowrap text-muted text-xs">
        Reported: {reported} · confirming
      </span>
    )
  );
}
