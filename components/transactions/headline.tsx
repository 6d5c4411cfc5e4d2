import type {
  TransactionStatus,
  TransactionType,
  TransactionView,
} from '@/lib/transactions/schema';
import { isOpen } from '@/lib/transactions/status';
import { describeTransaction } from './describe-transaction';
import { StandingCell } from './standing-cell';

/** What happens with the fiat amount. Of one that failed or was cancelled, nothing did. */
const moneyWords: Record<TransactionType, Partial<Record<TransactionStatus, string>>> = {
  buy: { pending: ' to pay', processing: ' paid', completed: ' paid' },
  sell: { pending: ' to your card', processing: ' to your card', completed: ' sent to your card' },
};

/** What, how much, and where it stands. */
export function Headline({ transaction }: { transaction: TransactionView }) {
  const { kind, crypto, network, fiat } = describeTransaction(transaction);
  const unpriced = isOpen(transaction.status)
    ? 'The price is set in the widget'
    : 'No price was set';
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <h1 className="font-semibold text-xl tabular-nums">
          {kind} {crypto} <span className="whitespace-nowrap text-muted">on {network}</span>
        </h1>
        <p className="mt-1 text-muted tabular-nums">
          {fiat ? `${fiat}${moneyWords[transaction.type][transaction.status] ?? ''}` : unpriced}
        </p>
      </div>
      <StandingCell transaction={transaction} className="sm:items-end sm:pt-2" />
    </div>
  );
}
