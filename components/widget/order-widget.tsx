'use client';
import Link from 'next/link';
import { type ReactNode, useEffect, useRef, useState, useTransition } from 'react';
import { flushSync } from 'react-dom';
import { Button, buttonStyle } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import type { TransactionView } from '@/lib/transactions/views';
import {
  markSessionOpenedAction,
  reportWidgetCallbackAction,
  resumeSessionAction,
} from '@/lib/widget-sessions/actions';
import { useRefresh } from '../live/live-transactions';
import { forgetPlacedSession, getPlacedSession } from './placed-sessions';
import { WidgetStage, type WidgetStageProps } from './widget-stage';

type Problem = { message: string; requestId?: string };
type OrderWidgetProps = Pick<WidgetStageProps, 'scriptUrl' | 'inspectable'> & {
  transaction: TransactionView;
  /** Stands below the open widget, and above the way back to it, which goes away by itself. */
  children?: ReactNode;
};

/**
 * The widget of one order. It opens by itself when the order was just placed. However the customer
 * leaves it, the order's page offers to open it again for as long as Proof accepts the session.
 */
export function OrderWidget({ transaction, children, ...stage }: OrderWidgetProps) {
  const { id } = transaction;
  const [session, setSession] = useState(() => getPlacedSession(id));
  const [problem, setProblem] = useState<Problem>();
  const refresh = useRefresh();
  const [pending, startResuming] = useTransition();
  const placeRef = useRef<HTMLDivElement>(null);
  useEffect(() => () => forgetPlacedSession(id), [id]);

  function resume() {
    setProblem(undefined);
    startResuming(async () => {
      const result = await resumeSessionAction({ transactionId: id }).catch(() => null);
      if (result?.ok) return setSession(result.data.session);
      setProblem(result?.error ?? { message: "We couldn't reach the server. Try again." });
      // Sessions expire while their page is open.
      await refresh();
    });
  }

  function close() {
    // On a phone, the open widget hides the rest of the page, which then can't take the focus.
    flushSync(() => setSession(undefined));
    placeRef.current?.focus();
  }

  return (
    <div ref={placeRef} tabIndex={-1} className="grid gap-6 pb-6 empty:hidden">
      {session && (
        <WidgetStage
          {...stage}
          session={session}
          onClose={close}
          markOpened={() => markSessionOpenedAction({ transactionId: id })}
          report={reportWidgetCallbackAction}
        />
      )}
      {children}
      {!session && <ResumeOrder {...{ transaction, problem, pending, resume }} />}
    </div>
  );
}

type ResumeOrderProps = {
  transaction: TransactionView;
  problem: Problem | undefined;
  pending: boolean;
  resume: () => void;
};

function ResumeOrder({ transaction, problem, pending, resume }: ResumeOrderProps) {
  const { id, type, status, network, currency, requestedAmount, resumable } = transaction;
  const asset = `${network}:${currency}`;
  const again = new URLSearchParams({ amount: requestedAmount, asset, previous: id });
  if (status !== 'pending' && resumable === null) return null;
  return (
    <div className="flex flex-col items-start gap-3">
      {problem && (
        <Notice
          tone="negative"
          title="The payment window couldn't open"
          requestId={problem.requestId}
        >
          {problem.message}
        </Notice>
      )}
      {resumable ? (
        <Button onClick={resume} pending={pending}>
          {resumable === 'with_token' ? 'Open the payment window' : 'Reopen the payment window'}
        </Button>
      ) : (
        <Link href={`/${type}?${again}`} className={buttonStyle()}>
          {`Start again with ${requestedAmount} ${currency}`}
        </Link>
      )}
      <p className="text-muted text-sm">{resumeTexts[resumable ?? 'with_new_order']}</p>
    </div>
  );
}

const resumeTexts = {
  with_token: 'Your order is saved. You can continue it for an hour after you place it.',
  with_login:
    'The payment provider asks you to log in with a one-time code, because this order was opened before.',
  with_new_order:
    'The payment window of this order has expired. If you already paid or sent crypto, this order still completes. Otherwise, start again.',
};
