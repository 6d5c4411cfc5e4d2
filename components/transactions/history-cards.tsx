import { Amount } from '@/components/ui/amount';
import { cn } from '@/components/ui/class-names';
import { RelativeTime } from '@/components/ui/relative-time';
import { StatusBadge } from '@/components/ui/status-badge';
import type { TransactionView } from '@/lib/transactions/schema';
import { describeTransaction } from './describe-transaction';
import { ReportedLine } from './standing-cell';
import { TransactionLink } from './transaction-link';
import { TypeLabel } from './type-label';

/** The history on a narrow screen: the facts of the table in the same order. */
export function HistoryCards({
  transactions,
  changedId,
}: {
  transactions: readonly TransactionView[];
  changedId: string | null;
}) {
  return (
    <ul
      aria-label="Transactions"
      className="divide-y divide-border overflow-hidden rounded-lg border border-border bg-surface shadow-card sm:hidden"
    >
      {transactions.map((transaction) => (
        <HistoryCard
          key={transaction.id}
          transaction={transaction}
          changed={transaction.id === changedId}
        />
      ))}
    </ul>
  );
}

function HistoryCard({ transaction, changed }: { transaction: TransactionView; changed: boolean }) {
  const { amount, network } = describeTransaction(transaction);
  return (
    <li
      className={cn(
        'relative grid grid-cols-[1fr_auto] gap-x-4 gap-y-2 p-4 text-sm transition-colors',
        changed && 'bg-accent/8',
      )}
    >
      {/* Beside the time there is always room, so that no card grows when a report arrives. */}
      <div className="col-span-2 flex justify-between gap-2 text-muted text-xs">
        <RelativeTime iso={transaction.createdAt} />
        <ReportedLine transaction={transaction} />
      </div>
      <TransactionLink transaction={transaction}>
        <TypeLabel type={transaction.type} />
      </TransactionLink>
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
