'use client';
import { ArrowRight, X } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { Amount } from '@/components/ui/amount';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Notice } from '@/components/ui/notice';
import { WidgetHost } from '@/components/widget/widget-host';
import { networkName } from '@/lib/assets';
import type { TransactionType } from '@/lib/transactions/schema';
import type { OpenableSession } from '@/lib/widget-sessions/schema';
import { tradeTexts } from './trade-texts';

type TicketOrderProps = OpenableSession & {
  type: TransactionType;
  scriptUrl: string;
  onNewOrder: () => void;
};

/** A placed order: the ticket folded into a line, and the widget in its place. */
export function TicketOrder(props: TicketOrderProps) {
  const { transactionId, session, type, scriptUrl, onNewOrder } = props;
  const [stage, setStage] = useState<'open' | 'finished' | 'left'>('open');
  const newOrder = (
    <Button size="sm" variant="secondary" onClick={onNewOrder}>
      New order
    </Button>
  );
  return (
    <div className="flex animate-appear flex-col gap-4">
      <Card className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3 p-4">
        <p className="min-w-0 text-sm">
          {tradeTexts[type].verb}{' '}
          <Amount amount={session.amount} unit={session.currency} className="font-semibold" />
          <span className="block text-muted">
            on {networkName(session.network)} ({session.network})
          </span>
        </p>
        <div className="flex items-center gap-2">
          {stage !== 'open' && newOrder}
          <Button size="sm" variant={stage === 'open' ? 'secondary' : 'primary'} asChild>
            <Link href={`/transactions/${transactionId}`}>
              Follow this order
              <ArrowRight aria-hidden />
            </Link>
          </Button>
          {stage !== 'left' && (
            <Button
              size="sm"
              variant="ghost"
              aria-label="Close the payment window"
              title="Close the payment window"
              className="px-2"
              onClick={() => setStage('left')}
            >
              <X aria-hidden />
            </Button>
          )}
        </div>
      </Card>
      {stage === 'left' ? (
        <Notice title="The payment window is closed">
          This order is kept. What you paid or sent counts, whether this page is open or not.
        </Notice>
      ) : (
        <WidgetHost
          session={session}
          transactionId={transactionId}
          scriptUrl={scriptUrl}
          onClose={() => setStage('left')}
          onFinished={() => setStage('finished')}
        />
      )}
    </div>
  );
}
