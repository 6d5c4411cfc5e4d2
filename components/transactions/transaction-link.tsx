import Link from 'next/link';
import type { ReactNode } from 'react';
import type { TransactionView } from '@/lib/transactions/schema';
import { describeTransaction } from './describe-transaction';

/** Makes the whole row or card around it (which has to be `relative`) lead to the transaction. */
export function TransactionLink({
  transaction,
  children,
}: {
  transaction: TransactionView;
  children: ReactNode;
}) {
  return (
    <Link
      href={`/transactions/${transaction.id}`}
      // A page of rows would otherwise fetch a page of transactions before anybody asks.
      prefetch={false}
      aria-label={describeTransaction(transaction).title}
      className="after:absolute after:inset-0 after:outline-accent after:-outline-offset-2 focus-visible:outline-none focus-visible:after:outline-2"
    >
      {children}
    </Link>
  );
}
