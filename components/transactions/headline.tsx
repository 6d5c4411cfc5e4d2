import { StatusBadge } from '@/components/ui/status-badge';
import type { TransactionStatus, TransactionType } from '@/lib/generated/prisma/enums';
import { isOpen } from '@/lib/transactions/status';
import type { TransactionView } from '@/lib/transactions/views';
import { describeTransaction } from './describe-transaction';
import { ReportedStatus } from './reported-status';

/** What happens to the fiat amount. Failed and cancelled transactions show the amount alone. */
const moneyWords: Record<TransactionType, Partial<Record<TransactionStatus, string>>> = {
  buy: { pending: ' to pay', processing: ' paid', completed: ' paid' },
  sell: { pending: ' to your card', processing: ' to your card', completed: ' sent to your card' },
};

export function Headline({ transaction }: { transaction: TransactionView }) {
  const { type, status } = transaction;
  const { kind, crypto, network, fiat } = describeTransaction(transaction);
  const unpriced = isOpen(status) ? 'The price is set in the payment window' : 'No price was set';
  return (
    <div className="grid gap-x-4 sm:grid-cols-[1fr_auto]">
      <h1 className="font-semibold text-xl tabular-nums">
        {kind} {crypto} <span className="inline-block text-muted">on {network}</span>
      </h1>
      <div className="max-sm:mt-2 sm:min-w-26 sm:pt-2 sm:text-right">
        <StatusBadge status={status} />
      </div>
      <div className="col-span-full mt-1 min-h-12 gap-x-6 sm:flex sm:min-h-6 sm:items-baseline sm:justify-between">
        <p className="text-muted tabular-nums">
          {fiat ? `${fiat}${moneyWords[type][status] ?? ''}` : unpriced}
        </p>
        <ReportedStatus transaction={transaction} />
      </div>
    </div>
  );
}
