import type { ReactNode } from 'react';
import { CopyButton } from '@/components/ui/copy-button';
import { RelativeTime } from '@/components/ui/relative-time';
import type { TransactionView } from '@/lib/transactions/schema';
import { describeTransaction } from './describe-transaction';

/** What is known of a transaction. */
export function FactList({ transaction }: { transaction: TransactionView }) {
  const { network } = describeTransaction(transaction);
  return (
    <dl className="grid gap-x-8 gap-y-4 text-sm sm:grid-cols-2 lg:grid-cols-4">
      <Fact name="Network">
        {network}
        {network !== transaction.network && (
          <span className="ml-1.5 text-muted">{transaction.network}</span>
        )}
      </Fact>
      <Fact name="Payment method">
        {transaction.paymentMethod?.replaceAll('_', ' ') ?? (
          <span className="text-muted">Not known yet</span>
        )}
      </Fact>
      <Fact name="Created">
        <RelativeTime iso={transaction.createdAt} />
      </Fact>
      <Fact name="Last change confirmed by Proof">
        {transaction.providerUpdatedAt ? (
          <RelativeTime iso={transaction.providerUpdatedAt} />
        ) : (
          <span className="text-muted">Not yet</span>
        )}
      </Fact>
      <Fact name="Proof id – quote this to support" className="sm:col-span-2 lg:col-span-4">
        <CopyButton
          value={transaction.merchantTransactionId}
          label="Copy the Proof id"
          className="-ml-1 text-sm"
        />
      </Fact>
    </dl>
  );
}

function Fact({
  name,
  className,
  children,
}: {
  name: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div className={className}>
      <dt className="text-muted text-xs">{name}</dt>
      <dd className="mt-0.5 first-letter:uppercase">{children}</dd>
    </div>
  );
}
