import { Amount } from '@/components/ui/amount';
import { cn } from '@/components/ui/class-names';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, Td, Th } from '@/components/ui/table';
import type { TransactionView } from '@/lib/transactions/views';
import { describeTransaction } from './describe-transaction';
import { StatusSummary } from './status-summary';
import { TransactionLink } from './transaction-link';

type HistoryTableProps = { transactions: readonly TransactionView[]; highlightedId: string | null };

/** For wide screens. */
export function HistoryTable({ transactions, highlightedId }: HistoryTableProps) {
  return (
    <div className="hidden sm:block">
      <Table aria-label="Transactions">
        <thead>
          <HistoryHead />
        </thead>
        <tbody>
          {transactions.map((transaction) => (
            <Row
              key={transaction.id}
              transaction={transaction}
              highlighted={transaction.id === highlightedId}
            />
          ))}
        </tbody>
      </Table>
    </div>
  );
}

export function HistoryHead() {
  return (
    <tr>
      <Th className="w-36">When</Th>
      <Th className="w-28">Type</Th>
      <Th align="right">Amount</Th>
      <Th align="right">Fiat amount</Th>
      <Th className="pl-8">Network</Th>
      <Th className="w-60">Status</Th>
    </tr>
  );
}

function Row({ transaction, highlighted }: { transaction: TransactionView; highlighted: boolean }) {
  const { amount, network } = describeTransaction(transaction);
  return (
    <tr
      className={cn(
        'relative h-17 transition-colors hover:bg-raised/60',
        highlighted && 'bg-accent/8 hover:bg-accent/8',
      )}
    >
      <Td className="whitespace-nowrap text-muted">
        <RelativeTime iso={transaction.createdAt} />
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
      <Td className="pl-8">{network}</Td>
      <Td className="py-0">
        <StatusSummary transaction={transaction} />
      </Td>
    </tr>
  );
}
