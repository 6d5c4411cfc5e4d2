import type { TransactionView } from '@/lib/transactions/views';
import { unconfirmedReport } from './reported';

/** What was reported and is not confirmed yet. It comes and goes, so keep room for it. */
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
