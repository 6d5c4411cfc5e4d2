import { Ban, Check } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from '@/components/ui/class-names';
import { CopyButton } from '@/components/ui/copy-button';
import { Notice } from '@/components/ui/notice';
import { QrCode } from '@/components/ui/qr-code';
import type { TransactionEventView, TransactionView } from '@/lib/transactions/views';
import { DepositDeadline } from './deposit-deadline';
import { describeTransaction } from './describe-transaction';
import { isFunded } from './flow';

type DepositPanelProps = {
  transaction: TransactionView;
  events: readonly TransactionEventView[];
  windowMinutes: number | null;
};

const headings = {
  waiting: 'Send your deposit',
  received: 'Your deposit',
  ended: 'Deposit address',
};

/**
 * What the customer of a sell sends, and where; afterwards, that nothing more should be sent. It keeps
 * its height, so that a live change moves nothing below it.
 */
export function DepositPanel({ transaction, events, windowMinutes }: DepositPanelProps) {
  const { currency, network: code, status, depositAddress: address } = transaction;
  const { crypto, amount, network } = describeTransaction(transaction);
  const state = depositState(transaction, events);
  if (address === null && status !== 'pending') return null;
  const onNetwork = network === code ? network : `${network} (${code})`;
  return (
    <section
      aria-labelledby="deposit-heading"
      className="min-h-164 rounded-md border border-accent-edge/25 bg-accent/6 p-4 sm:min-h-81"
    >
      <h2 id="deposit-heading" className="font-medium text-sm">
        {headings[state]}
      </h2>
      {address === null ? (
        <p className="mt-3 max-w-prose text-muted text-sm">
          The deposit address appears here once you have chosen a payout card in the payment window.
        </p>
      ) : (
        <div className="mt-3 grid gap-x-6 gap-y-4 sm:grid-cols-[auto_1fr]">
          <QrCodeOrIcon state={state} address={address} />
          <dl className="grid content-start gap-y-3 text-sm">
            <Part name={state === 'waiting' ? 'Exact amount' : 'Amount'}>
              <Value value={amount} copyLabel={state === 'waiting' && 'Copy the amount'}>
                {crypto}
              </Value>
            </Part>
            <Part name="Network">
              <span className="inline-block py-0.5">{onNetwork}</span>
            </Part>
            <Part name="Address">
              <Value
                value={address}
                copyLabel={state === 'waiting' && 'Copy the deposit address'}
              />
            </Part>
          </dl>
          {state === 'waiting' && (
            <PanelNotice tone="warning" title={`Send only ${currency} on ${onNetwork}`}>
              Another currency or network can be lost. Use this address once, for this order.{' '}
              <DepositDeadline events={events} windowMinutes={windowMinutes} />
            </PanelNotice>
          )}
          {state === 'received' && (
            <PanelNotice tone="positive" title="Your deposit arrived">
              The address was for this one deposit. Don't send anything more to it.
            </PanelNotice>
          )}
          {state === 'ended' && (
            <PanelNotice tone="negative" title="Don't send anything to this address">
              This order has ended. If you already sent a deposit, contact support.
            </PanelNotice>
          )}
        </div>
      )}
    </section>
  );
}

type DepositState = keyof typeof headings;

function depositState(
  transaction: TransactionView,
  events: readonly TransactionEventView[],
): DepositState {
  if (transaction.status === 'pending') return 'waiting';
  return isFunded(transaction, events) ? 'received' : 'ended';
}

/** The QR code while the address may be used, then an icon. */
function QrCodeOrIcon({ state, address }: { state: DepositState; address: string }) {
  if (state === 'waiting')
    return (
      <QrCode
        value={address}
        label={`QR code of the deposit address ${address}`}
        className="size-40 rounded-sm"
      />
    );
  const Icon = state === 'received' ? Check : Ban;
  return (
    <span className="grid size-40 place-items-center rounded-sm bg-surface">
      <Icon
        aria-hidden
        className={cn('size-14', state === 'received' ? 'text-positive' : 'text-muted')}
      />
    </span>
  );
}

function PanelNotice(props: ComponentProps<typeof Notice>) {
  return <Notice {...props} inPanel className="sm:col-span-2" />;
}

type ValueProps = { value: string; copyLabel: string | false; children?: ReactNode };

/** To be copied, but only for as long as the address may be used. */
function Value({ value, copyLabel, children }: ValueProps) {
  if (!copyLabel)
    return <span className="break-all py-0.5 font-mono text-sm">{children ?? value}</span>;
  return (
    <CopyButton value={value} label={copyLabel} size="sm" className="-ml-1">
      {children}
    </CopyButton>
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
