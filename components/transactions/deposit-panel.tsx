import type { ReactNode } from 'react';
import { CopyButton } from '@/components/ui/copy-button';
import type { TransactionView } from '@/lib/transactions/views';
import { describeTransaction } from './describe-transaction';

type DepositPanelProps = { transaction: TransactionView; address: string };

/** Crypto sent on the wrong network is lost, so the network is shown beside the address. */
export function DepositPanel({ transaction, address }: DepositPanelProps) {
  const { crypto, amount, network } = describeTransaction(transaction);
  return (
    <section
      aria-labelledby="deposit-heading"
      className="rounded-md border border-accent-edge/25 bg-accent/6 p-4"
    >
      <h2 id="deposit-heading" className="font-medium text-sm">
        Send your deposit
      </h2>
      <dl className="mt-3 grid gap-x-8 gap-y-3 text-sm sm:grid-cols-[auto_auto_1fr]">
        <Part name="Amount">
          <CopyButton
            value={amount}
            label="Copy the amount"
            className="-ml-1 whitespace-nowrap text-sm"
          >
            {crypto}
          </CopyButton>
        </Part>
        <Part name="Network">
          <span className="inline-block py-0.5">{network}</span>
        </Part>
        <Part name="Address">
          <CopyButton value={address} label="Copy the deposit address" className="-ml-1 text-sm" />
        </Part>
      </dl>
      <p className="mt-3 max-w-prose text-muted text-sm">
        Use this address only once, for this transaction. A late deposit is credited to your account
        at the payment provider, but not converted.
      </p>
    </section>
  );
}

function Part({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-muted text-xs">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
