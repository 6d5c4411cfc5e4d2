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
import type { TransactionType } from '@/lib/generated/prisma/enums';
import type { OpenableSession } from '@/lib/widget-sessions/schema';

type PlacedOrderProps = OpenableSession & {
  type: TransactionType;
  scriptUrl: string;
  onNewOrder: () => void;
};

/** The order in one line, with the widget below it. */
export function PlacedOrder(props: PlacedOrderProps) {
  const { transactionId, session, type, scriptUrl, onNewOrder } = props;
  const [widget, setWidget] = useState<'open' | 'finished' | 'closed'>('open');
  return (
    <div className="flex animate-appear flex-col gap-4">
      <Card className="flex flex-wrap items-center justify-between gap-x-4 gap-y-3 p-4">
        <p className="min-w-0 text-sm">
          {type === 'buy' ? 'You buy' : 'You sell'}{' '}
          <Amount amount={session.amount} unit={session.currency} className="font-semibold" />
          <span className="block text-muted">
            on {networkName(session.network)} ({session.network})
          </span>
        </p>
        <div className="flex items-center gap-2">
          {widget !== 'open' && (
            <Button size="sm" variant="secondary" onClick={onNewOrder}>
              New order
            </Button>
          )}
          <Button size="sm" variant={widget === 'open' ? 'secondary' : 'primary'} asChild>
            <Link href={`/transactions/${transactionId}`}>
              View transaction
              <ArrowRight aria-hidden />
            </Link>
          </Button>
          {widget !== 'closed' && <CloseButton onClick={() => setWidget('closed')} />}
        </div>
      </Card>
      {widget === 'closed' ? (
        <Notice title="You closed the payment window">
          Your transaction is saved. Payments and deposits you already made still count, even if you
          close this page.
        </Notice>
      ) : (
        <WidgetHost
          session={session}
          transactionId={transactionId}
          scriptUrl={scriptUrl}
          onClose={() => setWidget('closed')}
          onFinished={() => setWidget('finished')}
        />
      )}
    </div>
  );
}

function CloseButton({ onClick }: { onClick: () => void }) {
  const label = 'Close the payment window';
  return (
    <Button
      size="sm"
      variant="ghost"
      aria-label={label}
      title={label}
      className="px-2"
      onClick={onClick}
    >
      <X aria-hidden />
    </Button>
  );
}
