'use client';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import type { TransactionStatus, TransactionType } from '@/lib/generated/prisma/enums';
import { isOpen } from '@/lib/transactions/status';
import type { TransactionEventView, TransactionView } from '@/lib/transactions/views';
import { useLiveEvents, useLiveTransaction } from '../live/live-transactions';
import { OrderWidget } from '../widget/order-widget';
import { DepositPanel } from './deposit-panel';
import { canRetry, describeStatus } from './describe-status';
import { describeTransaction } from './describe-transaction';
import { flowSteps } from './flow';
import { FlowTrack } from './flow-track';
import { Properties } from './properties';
import { StatusSummary } from './status-summary';
import { Timeline } from './timeline';

type TransactionDetailProps = {
  transaction: TransactionView;
  events: readonly TransactionEventView[];
  widgetScriptUrl: string;
  demoMode: boolean;
};

export function TransactionDetail(props: TransactionDetailProps) {
  const transaction = useLiveTransaction(props.transaction);
  const events = useLiveEvents(transaction.id, props.events);
  const { type, status, depositAddress } = transaction;
  const mayReopen = status === 'pending' || canRetry(transaction, events);
  return (
    <div className="grid gap-5">
      <Card className="grid gap-6 sm:p-7">
        <Headline transaction={transaction} />
        <p className="max-w-prose text-pretty">{describeStatus(transaction, events)}</p>
        <FlowTrack steps={flowSteps(transaction, events)} />
        {type === 'sell' && status === 'pending' && depositAddress && (
          <DepositPanel transaction={transaction} address={depositAddress} />
        )}
        <OrderWidget
          transaction={mayReopen ? transaction : { ...transaction, resumable: null }}
          scriptUrl={props.widgetScriptUrl}
          inspectable={props.demoMode}
        />
        {(status === 'failed' || status === 'cancelled') && (
          <Button asChild variant="secondary" className="justify-self-start">
            <Link href={`/${type}`}>Start a new order</Link>
          </Button>
        )}
      </Card>
      <Section title="Details">
        <Properties transaction={transaction} />
      </Section>
      <Section title="Timeline" note="Times in UTC">
        <Timeline events={events} />
      </Section>
    </div>
  );
}

/** What happens to the fiat amount. Failed and cancelled transactions show the amount alone. */
const moneyWords: Record<TransactionType, Partial<Record<TransactionStatus, string>>> = {
  buy: { pending: ' to pay', processing: ' paid', completed: ' paid' },
  sell: { pending: ' to your card', processing: ' to your card', completed: ' sent to your card' },
};

function Headline({ transaction }: { transaction: TransactionView }) {
  const { type, status } = transaction;
  const { kind, crypto, network, fiat } = describeTransaction(transaction);
  const unpriced = isOpen(status) ? 'The price is set in the widget' : 'No price was set';
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <h1 className="font-semibold text-xl tabular-nums">
          {kind} {crypto} <span className="whitespace-nowrap text-muted">on {network}</span>
        </h1>
        <p className="mt-1 text-muted tabular-nums">
          {fiat ? `${fiat}${moneyWords[type][status] ?? ''}` : unpriced}
        </p>
      </div>
      <StatusSummary transaction={transaction} className="sm:items-end sm:pt-2" />
    </div>
  );
}

function Section({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <Card className="sm:p-7">
      <div className="mb-4 flex items-baseline justify-between gap-4">
        <h2 className="font-medium">{title}</h2>
        {note && <p className="text-muted text-xs">{note}</p>}
      </div>
      {children}
    </Card>
  );
}
