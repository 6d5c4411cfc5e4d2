import type { TransactionStatus, TransactionType } from '@/lib/generated/prisma/enums';
import { isOpen } from '@/lib/transactions/status';
import type { TransactionView } from '@/lib/transactions/views';
import { describeTransaction } from './describe-transaction';
import { StatusSummary } from './status-summary';

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
    <div className="grid gap-x-6 gap-y-3 sm:grid-cols-[1fr_14rem]">
      <div>
        <h1 className="font-semibold text-xl tabular-nums">
          {kind} {crypto} <span className="inline-block text-muted">on {network}</span>
        </h1>
        <p className="mt-1 text-muted tabular-nums">
          {fiat ? `${fiat}${moneyWords[type][status] ?? ''}` : unpriced}
        </p>
      </div>
      {/* Large enough for an unconfirmed report, which comes and goes. */}
      <StatusSummary transaction={transaction} className="min-h-12.5 sm:items-end sm:pt-2" />
    </div>
  );
}
