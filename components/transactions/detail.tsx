'use client';
import type { ReactNode } from 'react';
import { Card } from '@/components/ui/card';
import { KeepsHeight } from '@/components/ui/keeps-height';
import type { TransactionEventView, TransactionView } from '@/lib/transactions/views';
import { useLiveEvents, useLiveTransaction } from '../live/live-transactions';
import { OrderWidget } from '../widget/order-widget';
import { DepositPanel } from './deposit-panel';
import { canRetry, describeStatus } from './describe-status';
import { EventLog } from './event-log';
import { flowSteps, isFunded, stepReached } from './flow';
import { FlowTrack } from './flow-track';
import { Headline } from './headline';
import { NextActions } from './next-actions';
import { Properties } from './properties';
import { Receipt, type ReceiptBrand } from './receipt';
import { reportedFailure } from './reported';
import { Timeline } from './timeline';
import { type LogPage, timelineEntries } from './timeline-entries';

type TransactionDetailProps = {
  transaction: TransactionView;
  events: readonly TransactionEventView[];
  log: LogPage;
  widgetScriptUrl: string;
  simulated: boolean;
  depositWindowMinutes: number | null;
  brand: ReceiptBrand;
};

export function TransactionDetail(props: TransactionDetailProps) {
  const transaction = useLiveTransaction(props.transaction);
  const events = useLiveEvents(transaction.id, props.events);
  const entries = timelineEntries(transaction, events, props.log);
  const sentence = describeStatus(transaction, events);
  const stuck = transaction.status !== 'completed' && isFunded(transaction, events);
  const mayReopen = transaction.status === 'pending' || canRetry(transaction, events);
  const order = mayReopen ? transaction : { ...transaction, resumable: null };
  return (
    <>
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_23rem] print:hidden">
        <Card className="grid min-w-0 gap-6 sm:p-7">
          <Headline transaction={transaction} />
          <div className="min-h-30 sm:min-h-18">
            <p className="max-w-prose text-pretty">{sentence}</p>
            <FailureReason transaction={transaction} events={events} />
          </div>
          <FlowTrack steps={flowSteps(transaction, events)} />
          <div>
            <KeepsHeight>
              <PaymentAndDeposit {...props} transaction={order} events={events} />
            </KeepsHeight>
            <NextActions transaction={order} stuck={stuck} />
          </div>
        </Card>
        <div className="grid min-w-0 gap-5">
          <Section title="Timeline">
            <Timeline entries={entries} />
          </Section>
          <Section title="Details">
            <Properties transaction={transaction} />
          </Section>
        </div>
        <TechnicalDetails events={events} log={props.log} />
      </div>
      <Receipt {...{ transaction, entries, sentence, brand: props.brand }} />
    </>
  );
}

/** The widget, or the way back to it, and what to send. */
function PaymentAndDeposit(props: TransactionDetailProps) {
  const { transaction, events } = props;
  return (
    <OrderWidget
      transaction={transaction}
      scriptUrl={props.widgetScriptUrl}
      inspectable={props.simulated}
    >
      {transaction.type === 'sell' && (
        <DepositPanel {...{ transaction, events, windowMinutes: props.depositWindowMinutes }} />
      )}
    </OrderWidget>
  );
}

type ProgressProps = Pick<TransactionDetailProps, 'transaction' | 'events'>;

function FailureReason({ transaction, events }: ProgressProps) {
  if (transaction.status !== 'failed') return null;
  const step = stepReached(transaction, events).toLowerCase();
  const reported = reportedFailure(events);
  return (
    <p className="mt-1 text-muted text-sm">
      Failed at {step}. Proof gives no reason
      {reported && `; the payment window reported “${reported}”`}.
    </p>
  );
}

type TechnicalDetailsProps = { events: readonly TransactionEventView[]; log: LogPage };

function TechnicalDetails({ events, log: { from, before = Infinity } }: TechnicalDetailsProps) {
  return (
    <Card className="min-w-0 sm:px-7 lg:col-span-2">
      <details open={before < Infinity}>
        <summary className="font-medium text-sm">Technical details</summary>
        <p className="mt-3 text-muted text-sm">
          Everything we recorded about this transaction, newest last. Times in UTC.
        </p>
        <EventLog
          events={events.filter(({ sequence }) => sequence >= from && sequence < before)}
          isNewest={before === Infinity}
        />
      </details>
    </Card>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card className="min-w-0 sm:p-7">
      <h2 className="mb-4 font-medium">{title}</h2>
      {children}
    </Card>
  );
}
