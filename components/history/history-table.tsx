import { describeTransaction } from '@/components/transactions/describe-transaction';
import { Amount } from '@/components/ui/amount';
import { cn } from '@/components/ui/class-names';
import { StatusBadge } from '@/components/ui/status-badge';
import { Table, Td, Th } from '@/components/ui/table';
import type { TransactionView } from '@/lib/transactions/views';
import { RowNote } from './row-note';
import { TimeLink, TransactionLink } from './transaction-link';

type HistoryTableProps = {
  transactions: readonly TransactionView[];
  /** Whether a transaction matches the filter. */
  matches: (transaction: TransactionView) => boolean;
  highlightedId: string | null;
};

const columns = [
  { name: 'When', className: 'w-32 lg:w-36' },
  { name: 'Type', className: 'w-24 lg:w-28' },
  { name: 'Amount', align: 'right' },
  { name: 'Fiat amount', align: 'right' },
  { name: 'Network', className: 'pl-8' },
  { name: 'Status', className: 'lg:w-56' },
] as const;

/**
 * A table whose rows become cards on a narrow screen. Safari drops the role of an element of a table
 * when CSS changes its display, so each one states it.
 */
export function HistoryTable({ transactions, matches, highlightedId }: HistoryTableProps) {
  return (
    <Table role="table" aria-label="Transactions" className="text-sm max-wide:block">
      <thead {...roles.group} className="max-wide:sr-only">
        <tr {...roles.row}>
          {columns.map(({ name, ...rest }) => (
            <Th key={name} role="columnheader" {...rest}>
              {name}
            </Th>
          ))}
        </tr>
      </thead>
      <tbody {...roles.group} className="max-wide:block">
        {transactions.map((transaction) => (
          <Row
            key={transaction.id}
            transaction={transaction}
            matches={matches(transaction)}
            highlighted={transaction.id === highlightedId}
          />
        ))}
      </tbody>
    </Table>
  );
}

const roles = { group: { role: 'rowgroup' }, row: { role: 'row' } };

type RowProps = { transaction: TransactionView; matches: boolean; highlighted: boolean };

function Row({ transaction, matches, highlighted }: RowProps) {
  const { amount, network } = describeTransaction(transaction);
  return (
    <tr
      {...roles.row}
      className={cn(
        'relative border-border transition-colors',
        'max-wide:grid max-wide:grid-cols-[1fr_auto] max-wide:gap-x-4 max-wide:border-t max-wide:p-4 max-wide:first:border-t-0',
        // A phone only lays out the cards on its screen. The others are as high as these.
        'max-wide:[contain-intrinsic-height:auto_6.1875rem] max-wide:[content-visibility:auto]',
        'wide:h-17',
        highlighted ? 'bg-accent/8' : 'wide:hover:bg-raised/60',
      )}
    >
      <Cell className="col-span-2 whitespace-nowrap text-muted max-wide:mb-2 max-wide:text-xs">
        <TimeLink transaction={transaction} />
      </Cell>
      <Cell className="row-span-2">
        <TransactionLink transaction={transaction} />
      </Cell>
      <Cell align="right" className="font-medium max-wide:text-base">
        <Amount amount={amount} unit={transaction.currency} />
      </Cell>
      <Cell align="right">
        <Amount amount={transaction.fiatAmount} unit={transaction.fiatCurrency} />
      </Cell>
      <Cell className="max-wide:mt-2 max-wide:self-center max-wide:text-muted wide:min-w-36 wide:pl-8">
        {network}
      </Cell>
      <Cell className="max-wide:mt-2 max-wide:justify-self-end wide:py-0">
        <div className="flex flex-col items-start gap-1">
          <StatusBadge status={transaction.status} />
          {/* In a card it lies beside the time, so that no card grows when it appears. */}
          <div className="truncate empty:hidden max-wide:absolute max-wide:top-4 max-wide:right-4 max-wide:left-26 max-wide:text-right">
            <RowNote transaction={transaction} matches={matches} />
          </div>
        </div>
      </Cell>
    </tr>
  );
}

function Cell({ className, ...rest }: Parameters<typeof Td>[0]) {
  return <Td role="cell" className={cn('max-wide:border-0 max-wide:p-0', className)} {...rest} />;
}
