'use client';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import type { TransactionEventView, TransactionView } from '@/lib/transactions/schema';
import { useLiveEvents, useLiveTransaction } from '../live/live-transactions';
import { ResumeWidget } from '../widget/resume-widget';
import { DepositPanel } from './deposit-panel';
import { FactList } from './fact-list';
import { flowSteps } from './flow';
import { FlowTrack } from './flow-track';
import { Headline } from './headline';
import { describeStanding } from './standing';
import { Timeline } from './timeline';

/** One transaction, kept up to date, with the way back into a widget that never ran. */
export function TransactionDetail({
  transaction: rendered,
  events: renderedEvents,
  widgetScriptUrl,
}: {
  transaction: TransactionView;
  events: readonly TransactionEventView[];
  widgetScriptUrl: string;
}) {
  const transaction = useLiveTransaction(rendered);
  const events = useLiveEvents(rendered.id, renderedEvents);
  const { type, status, depositAddress, resumable } = transaction;
  return (
    <div className="grid gap-5">
      <Card className="grid gap-6 sm:p-7">
        <Headline transaction={transaction} />
        <p className="max-w-prose text-pretty">{describeStanding(transaction)}</p>
        <FlowTrack steps={flowSteps(type, status, events)} />
        {type === 'sell' && status === 'pending' && depositAddress && (
          <DepositPanel transaction={transaction} address={depositAddress} />
        )}
        <ResumeWidget
          transactionId={transaction.id}
          scriptUrl={widgetScriptUrl}
          resumable={resumable}
        />
        {(status === 'failed' || status === 'cancelled') && <StartAgain type={type} />}
      </Card>
      <Section title="Details">
        <FactList transaction={transaction} />
      </Section>
      <Section title="Timeline" note="Times in UTC">
        <Timeline events={events} />
      </Section>
    </div>
  );
}

function StartAgain({ type }: { type: TransactionView['type'] }) {
  return (
    <div>
      <Button asChild variant="secondary">
        <Link href={`/${type}`}>{type === 'buy' ? 'Start a new buy' : 'Start a new sell'}</Link>
      </Button>
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
