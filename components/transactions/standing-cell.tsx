import { cn } from '@/components/ui/class-names';
import { StatusBadge } from '@/components/ui/status-badge';
import type { TransactionView } from '@/lib/transactions/schema';
import { unconfirmedReport } from './reported';

/** The confirmed status, and quietly beneath it what is reported and not confirmed yet. */
export function StandingCell({
  transaction,
  className,
}: {
  transaction: TransactionView;
  className?: string;
}) {
  return (
    <div className={cn('flex flex-col items-start gap-1', className)}>
      <StatusBadge status={transaction.status} />
      <ReportedLine transaction={transaction} />
    </div>
  );
}

export function ReportedLine({ transaction }: { transaction: TransactionView }) {
  const reported = unconfirmedReport(transaction);
  return (
    reported && (
      <span className="whitespace-nowrap text-muted text-xs">
        Reported: {reported} · confirming
      </span>
    )
  );
}
