import type { ReactNode, Ref } from 'react';
import { Amount } from '@/components/ui/amount';
import type { TransactionStatus } from '@/lib/generated/prisma/enums';
import type { HistorySum, HistoryTotals } from '@/lib/history/data';
import type { HistoryFilter } from '@/lib/history/schema';
import { formatAmount } from '@/lib/money';

type TotalsProps = {
  totals: HistoryTotals;
  filter: HistoryFilter;
  actions: ReactNode;
  ref: Ref<HTMLParagraphElement>;
};

/** How many transactions the filter selects, and the sums of those that are completed. */
export function Totals({ totals, filter, actions, ref }: TotalsProps) {
  const { count, truncated, sums } = totals;
  const number = formatAmount(String(count), 0);
  return (
    <div className="mb-3 text-sm">
      <div className="mb-1 flex min-h-8 items-center justify-between gap-3">
        <p ref={ref} tabIndex={-1} className="font-medium">
          {truncated ? `More than ${number}` : number}{' '}
          {count === 1 ? 'transaction' : 'transactions'}
          {(filter.from ?? filter.to) && (
            <span className="font-normal text-muted"> · days in {filter.zone ?? 'UTC'}</span>
          )}
        </p>
        {actions}
      </div>
      {truncated && (
        <p className="text-muted">
          Choose a shorter period to see totals. They cover up to {number} transactions.
        </p>
      )}
      {sums.length > 0 && (
        <ul className="flex flex-wrap gap-x-5 gap-y-1 text-muted">
          {sums.map((sum) => (
            <Sum key={JSON.stringify(sum)} sum={sum} status={filter.status ?? 'completed'} />
          ))}
        </ul>
      )}
    </div>
  );
}

function Sum({ sum, status }: { sum: HistorySum; status: TransactionStatus }) {
  const { type, amount, currency, fiatAmount, fiatCurrency } = sum;
  return (
    <li>
      {status === 'completed' ? verbs[type] : `${capitalise(status)} ${type}s:`}{' '}
      <Amount amount={amount} unit={currency} className="text-ink" />
      {fiatAmount && (
        <>
          {' for '}
          <Amount amount={fiatAmount} unit={fiatCurrency} className="text-ink" />
        </>
      )}
    </li>
  );
}

const verbs = { buy: 'Bought', sell: 'Sold' };

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
