import { describeTransaction } from '@/components/transactions/describe-transaction';
import { Amount } from '@/components/ui/amount';
import { cn } from '@/components/ui/class-names';
import { StatusBadge } from '@/components/ui/status-badge';
import type { TransactionView } from '@/lib/transactions/views';
import type { HistoryRowsProps } from './history-table';
import { RowNote } from './row-note';
import { TimeLink, TransactionLink } from './transaction-link';

/** For narrow screens: the columns of the table in the same order. */
export function HistoryCards({ transactions, matches, highlightedId }: HistoryRowsProps) {
  return (
    <ul
      aria-label="Transactions"
      className="divide-y divide-border overflow-hidden rounded-lg border border-border bg-surface shadow-card wide:hidden"
    >
      {transactions.map((transaction) => (
        <HistoryCard
          key={transaction.id}
          transaction={transaction}
          matches={matches(transaction)}
          highlighted={transaction.id === highlightedId}
        />
      ))}
    </ul>
  );
}

type HistoryCardProps = {
  transaction: TransactionView;
  matches: boolean;
  highlighted: boolean;
};

function HistoryCard({ transaction, matches, highlighted }: HistoryCardProps) {
  const { amount, network } = describeTransaction(transaction);
  return (
    <li
      className={cn(
        'relative grid grid-cols-[1fr_auto] gap-x-4 gap-y-2 p-4 text-sm transition-colors',
        highlighted && 'bg-accent/8',
      )}
    >
      {/* The time leaves room for a note, so that no card grows when one appears. */}
      <div className="col-span-2 flex justify-between gap-2 text-muted text-xs">
        <TimeLink transaction={transaction} />
        <RowNote transaction={transaction} matches={matches} />
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
