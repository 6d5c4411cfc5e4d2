import type { ReactNode } from 'react';
import { CopyButton } from '@/components/ui/copy-button';
import { Notice } from '@/components/ui/notice';
import { QrCode } from '@/components/ui/qr-code';
import type { TransactionEventView, TransactionView } from '@/lib/transactions/views';
import { DepositDeadline } from './deposit-deadline';
import { describeTransaction } from './describe-transaction';

type DepositPanelProps = {
  transaction: TransactionView;
  events: readonly TransactionEventView[];
  windowMinutes: number | null;
};

/** What the customer of a pending sell sends, and where. It has its height before the address is known. */
export function DepositPanel({ transaction, events, windowMinutes }: DepositPanelProps) {
  const { currency, network: code, depositAddress: address } = transaction;
  const { crypto, amount, network } = describeTransaction(transaction);
  const onNetwork = network === code ? network : `${network} (${code})`;
  return (
    <section
      aria-labelledby="deposit-heading"
      className="min-h-164 rounded-md border border-accent-edge/25 bg-accent/6 p-4 sm:min-h-81"
    >
      <h2 id="deposit-heading" className="font-medium text-sm">
        Send your deposit
      </h2>
      {address === null ? (
        <p className="mt-3 max-w-prose text-muted text-sm">
          The deposit address appears here once you have chosen a payout card in the payment window.
        </p>
      ) : (
        <div className="mt-3 grid gap-x-6 gap-y-4 sm:grid-cols-[auto_1fr]">
          <QrCode
            value={address}
            label={`QR code of the deposit address ${address}`}
            className="size-40 rounded-sm"
          />
          <dl className="grid content-start gap-y-3 text-sm">
            <Part name="Exact amount">
              <CopyButton value={amount} label="Copy the amount" className="-ml-1 text-sm">
                {crypto}
              </CopyButton>
            </Part>
            <Part name="Network">
              <span className="inline-block py-0.5">{onNetwork}</span>
            </Part>
            <Part name="Address">
              <CopyButton
                value={address}
                label="Copy the deposit address"
                className="-ml-1 text-sm"
              />
            </Part>
          </dl>
          <Notice
            tone="warning"
            title={`Send only ${currency} on ${onNetwork}`}
            className="bg-surface p-3 sm:col-span-2"
          >
            Another currency or network can be lost. Use this address once, for this order.{' '}
            <DepositDeadline events={events} windowMinutes={windowMinutes} />
          </Notice>
        </div>
      )}
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
