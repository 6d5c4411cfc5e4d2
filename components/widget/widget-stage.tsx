'use client';
import { ArrowLeft } from 'lucide-react';
import Link from 'next/link';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { Notice } from '@/components/ui/notice';
import { Skeleton } from '@/components/ui/skeleton';
import type { WidgetCallback, WidgetSession } from '@/lib/widget-sessions/schema';
import { openWidget, type WidgetFailure } from './open-widget';

const READY_TIMEOUT_MS = 20_000;

export type WidgetStageProps = {
  session: WidgetSession;
  transactionId: string;
  scriptUrl: string;
  onClose: () => void;
  /** Payment and identity check are over, whatever their outcome. */
  onFinished?: () => void;
};

type ServerCalls = {
  /** The widget is visible, so its token is spent. */
  markOpened: () => Promise<unknown>;
  report: (callback: WidgetCallback) => Promise<unknown>;
};

/** Has its final size from the start. On a phone it fills the screen. */
export function WidgetStage(props: WidgetStageProps & ServerCalls) {
  const { hostRef, state, retry } = useWidget(props);
  const stageRef = useRef<HTMLElement>(null);
  useEffect(() => stageRef.current?.focus({ preventScroll: true }), []);
  const failure = state === 'script' || state === 'run' || state === 'spent' ? state : null;
  return (
    <section
      ref={stageRef}
      tabIndex={-1}
      aria-label="Payment window"
      data-takes-screen
      className="flex flex-col max-sm:fixed max-sm:inset-0 max-sm:z-50 max-sm:bg-background"
    >
      <div className="border-border border-b bg-surface p-1.5 sm:hidden">
        <Button variant="ghost" onClick={props.onClose}>
          <ArrowLeft aria-hidden />
          Back
        </Button>
      </div>
      <div className="relative flex-1 overflow-auto sm:min-h-160 sm:overflow-visible">
        {state === 'slow' && (
          <Notice
            title="The payment window is taking longer than usual"
            className="mb-3 max-sm:m-3"
          >
            If it stays empty, reload the page. Your transaction is saved.
          </Notice>
        )}
        {/* React renders nothing into this element: it belongs to the widget. */}
        <div ref={hostRef} className={cn('[&_iframe]:max-w-full', failure && 'hidden')} />
        {state === 'loading' && <WidgetSkeleton />}
        {failure && <FailureNotice {...props} failure={failure} onRetry={retry} />}
      </div>
      <p role="status" className="sr-only">
        {state === 'loading' && 'The payment window is loading.'}
        {state === 'ready' && 'The payment window is ready.'}
      </p>
    </section>
  );
}

type WidgetState = 'loading' | 'slow' | 'ready' | WidgetFailure;

function useWidget(props: WidgetStageProps & ServerCalls) {
  const [state, setState] = useState<WidgetState>('loading');
  const [attempt, setAttempt] = useState(0);
  const hostRef = useRef<HTMLDivElement>(null);

  const handleCallback = useEffectEvent((callback: WidgetCallback) => {
    if (callback.callback === 'onReady') {
      setState('ready');
      props.markOpened().catch(() => {});
    }
    if (callback.callback === 'onPaymentFinished') props.onFinished?.();
    // Callbacks are only hints: the server learns of every change without them.
    props.report(callback).catch(() => {});
  });
  const open = useEffectEvent((host: HTMLElement) =>
    openWidget({ ...props, host, onCallback: handleCallback, onFailure: setState }),
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt opens the widget again.
  useEffect(() => {
    if (!hostRef.current) return;
    const close = open(hostRef.current);
    const timer = setTimeout(
      () => setState((current) => (current === 'loading' ? 'slow' : current)),
      READY_TIMEOUT_MS,
    );
    return () => {
      clearTimeout(timer);
      close();
    };
  }, [attempt]);

  function retry() {
    setState('loading');
    setAttempt(attempt + 1);
  }

  return { hostRef, state, retry };
}

const failureTexts: Record<WidgetFailure, { title: string; text: string }> = {
  script: {
    title: "The payment window couldn't load",
    text: 'An ad blocker or privacy extension may be blocking it, or your connection dropped. Allow it on this page and try again. Your transaction is saved, and nothing was charged.',
  },
  run: {
    title: "The payment window couldn't open",
    text: 'It stopped with an unexpected error. Your transaction is saved, and you can continue from its page.',
  },
  spent: {
    title: 'The payment window was already opened',
    text: "It can only be opened once. Check the status of your transaction. If you haven't paid, start a new order.",
  },
};

type FailureNoticeProps = Pick<WidgetStageProps, 'transactionId' | 'onClose'> & {
  failure: WidgetFailure;
  onRetry: () => void;
};

function FailureNotice({ failure, transactionId, onRetry, onClose }: FailureNoticeProps) {
  const { title, text } = failureTexts[failure];
  return (
    <Notice tone="negative" title={title} className="max-sm:m-4">
      <p>{text}</p>
      <div className="mt-4 flex flex-wrap gap-2">
        {failure === 'script' && (
          <Button size="sm" onClick={onRetry}>
            Try again
          </Button>
        )}
        <Button size="sm" variant="secondary" asChild>
          {/* Closes the window too, because this may already be the transaction's page. */}
          <Link href={`/transactions/${transactionId}`} onClick={onClose}>
            View transaction
          </Link>
        </Button>
      </div>
    </Notice>
  );
}

function WidgetSkeleton() {
  return (
    <div className="absolute inset-0 flex flex-col gap-4 overflow-hidden border-border bg-surface p-6 sm:rounded-lg sm:border">
      <Skeleton className="h-6 w-1/3" />
      <Skeleton className="h-4 w-2/3" />
      <Skeleton className="mt-4 h-12 w-full rounded-md" />
      <Skeleton className="h-12 w-full rounded-md" />
      <div className="grid grid-cols-2 gap-4">
        <Skeleton className="h-12 rounded-md" />
        <Skeleton className="h-12 rounded-md" />
      </div>
      <Skeleton className="mt-auto h-12 w-full rounded-md" />
    </div>
  );
}
