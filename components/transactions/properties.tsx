import type { ReactNode } from 'react';
import { useBrand } from '@/components/ui/brand-context';
import { CopyButton } from '@/components/ui/copy-button';
import { RelativeTime } from '@/components/ui/relative-time';
import { isOpen } from '@/lib/transactions/status';
import type { TransactionView } from '@/lib/transactions/views';
import { describeTransaction } from './describe-transaction';

export function Properties({ transaction }: { transaction: TransactionView }) {
  const brand = useBrand();
  const { network } = describeTransaction(transaction);
  return (
    <dl className="grid gap-x-8 gap-y-4 text-sm sm:grid-cols-2">
      <Property name="Network">
        {network}
        {network !== transaction.network && (
          <span className="ml-1.5 text-muted">{transaction.network}</span>
        )}
      </Property>
      <Property name={methodLabels[transaction.type]}>
        {describeMethod(transaction) ?? (
          <span className="text-muted">
            {isOpen(transaction.status) ? 'Not known yet' : 'Not known'}
          </span>
        )}
      </Property>
      <Property name="Created">
        <RelativeTime iso={transaction.createdAt} />
      </Property>
      <Property name="Last change at Proof">
        {transaction.providerUpdatedAt ? (
          <RelativeTime iso={transaction.providerUpdatedAt} />
        ) : (
          <span className="text-muted">None yet</span>
        )}
      </Property>
      <Property name="Proof ID (quote it when you contact support)" className="sm:col-span-2">
        <CopyButton
          value={transaction.merchantTransactionId}
          label="Copy the Proof ID"
          className="-ml-1"
        />
      </Property>
      {brand && (
        <Property name="Support" className="sm:col-span-2">
          <a
            href={`mailto:${brand.supportEmail}`}
            className="inline-block underline underline-offset-2"
          >
            {brand.supportEmail}
          </a>
        </Property>
      )}
    </dl>
  );
}

/** Proof's payment method is the card that pays for a buy, and the one that a sell is paid out to. */
export const methodLabels = { buy: 'Payment method', sell: 'Payout method' };

export function describeMethod({ paymentMethod }: TransactionView): string | null {
  return paymentMethod?.replaceAll('_', ' ') ?? null;
}

type PropertyProps = { name: string; className?: string; children: ReactNode };

function Property({ name, className, children }: PropertyProps) {
  return (
    <div className={className}>
      <dt className="text-muted text-xs">{name}</dt>
      <dd className="mt-0.5 first-letter:uppercase">{children}</dd>
    </div>
  );
}
