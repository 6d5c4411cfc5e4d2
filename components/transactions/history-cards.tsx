import { Amount } from '@/components/ui/amount';
import { cn } from '@/components/ui/class-names';
import { RelativeTime } from '@/components/ui/relative-time';
import { StatusBadge } from '@/components/ui/status-badge';
import type { TransactionView } from '@/lib/transactions/views';
import { describeTransaction } from './describe-transaction';
import { ReportedStatus } from './status-summary';
import { TransactionLink } from './transaction-link';

type HistoryCardsProps = { transactions: readonly TransactionView[]; highlightedId: string | null };

/** For narrow screens: the columns of the table in the same order. */
export function HistoryCards({ transactions, highlightedId }: HistoryCardsProps) {
  return (
    <ul
      aria-label="Transactions"
      className="divide-y divide-border overflow-hidden rounded-lg border border-border bg-surface shadow-card sm:hidden"
    >
      {transactions.map((transaction) => (
        <HistoryCard
          key={transaction.id}
          transaction={transaction}
          highlighted={transaction.id === highlightedId}
        />
      ))}
    </ul>
  );
}

function HistoryCard({
  transaction,
  highlighted,
}: {
  transaction: TransactionView;
  highlighted: boolean;
}) {
  const { amount, network } = describeTransaction(transaction);
  return (
    <li
      className={cn(
        'relative grid grid-cols-[1fr_auto] gap-x-4 gap-y-2 p-4 text-sm transition-colors',
        highlighted && 'bg-accent/8',
      )}
    >
      {/* The time leaves room for a report, so that no card grows when one arrives. */}
      <div className="col-span-2 flex justify-between gap-2 text-muted text-xs">
        <RelativeTime iso={transaction.createdAt} />
        <ReportedStatus transaction={transaction} />
      </div>
      <TransactionLink transaction={transaction} />
      <div className="text-right">
        <p className="font-medium text-base">
          <Amount amount={amount} unit={transaction.currency} />
        </p>
        <p>
          <Amount amount={transaction.fiatAmount} unit={transaction.fiatCurrency} />
        </p>
      </div>
      <p className="self-center text-muted">{network}</p>
      <StatusBadge status={transaction.status} className="justify-self-end" />
    </li>
  );
}
