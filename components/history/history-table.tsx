import { describeTransaction } from '@/components/transactions/describe-transaction';
import { Amount } from '@/components/ui/amount';
import { cn } from '@/components/ui/class-names';
import { StatusBadge } from '@/components/ui/status-badge';
import { Table, Td, Th } from '@/components/ui/table';
import type { TransactionView } from '@/lib/transactions/views';
import { RowNote } from './row-note';
import { TimeLink, TransactionLink } from './transaction-link';

export type HistoryRowsProps = {
  transactions: readonly TransactionView[];
  /** Whether a transaction matches the filter. */
  matches: (transaction: TransactionView) => boolean;
  highlightedId: string | null;
};

/** For wide screens. */
export function HistoryTable({ transactions, matches, highlightedId }: HistoryRowsProps) {
  return (
    <div className="hidden wide:block">
      <Table aria-label="Transactions" className="text-sm">
        <thead>
          <tr>
            <Th className="w-32 lg:w-36">When</Th>
            <Th className="w-24 lg:w-28">Type</Th>
            <Th align="right">Amount</Th>
            <Th align="right">Fiat amount</Th>
            <Th className="pl-8">Network</Th>
            <Th className="lg:w-56">Status</Th>
          </tr>
        </thead>
        <tbody>
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
    </div>
  );
}

type RowProps = { transaction: TransactionView; matches: boolean; highlighted: boolean };

function Row({ transaction, matches, highlighted }: RowProps) {
  const { amount, network } = describeTransaction(transaction);
  return (
    <tr
      className={cn(
        'relative h-17 transition-colors',
        highlighted ? 'bg-accent/8' : 'hover:bg-raised/60',
      )}
    >
      <Td className="whitespace-nowrap text-muted">
        <TimeLink transaction={transaction} />
      </Td>
      <Td>
        <TransactionLink transaction={transaction} />
      </Td>
      <Td align="right" className="font-medium">
        <Amount amount={amount} unit={transaction.currency} />
      </Td>
      <Td align="right">
        <Amount amount={transaction.fiatAmount} unit={transaction.fiatCurrency} />
      </Td>
      <Td className="min-w-36 pl-8">{network}</Td>
      <Td className="pt-0 pb-0">
        <div className="flex flex-col items-start gap-1">
          <StatusBadge status={transaction.status} />
          <RowNote transaction={transaction} matches={matches} />
        </div>
      </Td>
    </tr>
  );
}
