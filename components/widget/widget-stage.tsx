'use client';
import { ArrowLeft } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { Notice } from '@/components/ui/notice';
import type { WidgetSession } from '@/lib/widget-sessions/schema';
import { useWidget, type WidgetReports } from './use-widget';
import { WidgetFailureNotice } from './widget-failure-notice';
import { WidgetSkeleton } from './widget-skeleton';

export type WidgetStageProps = {
  session: WidgetSession;
  transactionId: string;
  scriptUrl: string;
  /** Leaves the widget. On a phone, where it takes the whole screen, this is the way back. */
  onClose?: () => void;
  onFinished?: () => void;
};

/** The place of the widget: its final size from the start, then the widget, or why there is none. */
export function WidgetStage({
  session,
  transactionId,
  scriptUrl,
  onClose,
  ...reports
}: WidgetStageProps & WidgetReports) {
  const { hostRef, state, retry } = useWidget(session, scriptUrl, reports);
  const stageRef = useRef<HTMLElement>(null);
  const failure = state === 'script' || state === 'run' || state === 'spent' ? state : null;

  useEffect(() => stageRef.current?.focus({ preventScroll: true }), []);

  return (
    <section
      ref={stageRef}
      tabIndex={-1}
      aria-label="Payment window"
      data-takes-screen
      className="flex flex-col max-sm:fixed max-sm:inset-0 max-sm:z-50 max-sm:bg-background"
    >
      {onClose && (
        <div className="border-border border-b bg-surface p-1.5 sm:hidden">
          <Button variant="ghost" onClick={onClose}>
            <ArrowLeft aria-hidden />
            Back to your order
          </Button>
        </div>
      )}
      <div className="relative flex-1 overflow-auto sm:min-h-160 sm:overflow-visible">
        {state === 'slow' && (
          <Notice title="The payment window is taking long" className="mb-3 max-sm:m-3">
            If it stays empty, reload the page. Your order is kept.
          </Notice>
        )}
        {/* The widget's own ground: React renders nothing into it. */}
        <div ref={hostRef} className={cn('[&_iframe]:max-w-full', failure && 'hidden')} />
        {state === 'loading' && <WidgetSkeleton />}
        {failure && (
          <WidgetFailureNotice
            failure={failure}
            transactionId={transactionId}
            onRetry={retry}
            onClose={onClose}
          />
        )}
      </div>
      <p role="status" className="sr-only">
        {state === 'loading' && 'The payment window is loading.'}
        {state === 'ready' && 'The payment window is ready.'}
      </p>
    </section>
  );
}
