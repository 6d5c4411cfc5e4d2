'use client';
import { X } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { Notice } from '@/components/ui/notice';
import { Skeleton } from '@/components/ui/skeleton';
import type { WidgetCallback, WidgetSession } from '@/lib/widget-sessions/schema';
import { type CallbackName, openWidget, pickReported, type WidgetFailure } from './open-widget';
import { WidgetFailureNotice } from './widget-failure';
import { type ObservedCallback, WidgetInspector } from './widget-inspector';

const READY_TIMEOUT_MS = 20_000;

export type WidgetStageProps = {
  session: WidgetSession;
  scriptUrl: string;
  /** Shows engineers the parameters and callbacks. Only with the simulator. */
  inspectable: boolean;
  onClose: () => void;
  /** The widget is visible, so its token is spent. */
  markOpened: () => Promise<unknown>;
  report: (callback: WidgetCallback) => Promise<unknown>;
};

/** Has its final size from the start. On a phone it fills the screen. */
export function WidgetStage(props: WidgetStageProps) {
  const { hostRef, state, failure, callbacks, retry } = useWidget(props);
  const stageRef = useRef<HTMLElement>(null);
  useEffect(() => stageRef.current?.focus({ preventScroll: true }), []);
  return (
    <section
      ref={stageRef}
      tabIndex={-1}
      aria-label="Payment window"
      data-takes-screen
      onKeyDown={({ key }) => key === 'Escape' && props.onClose()}
      className="flex flex-col max-sm:fixed max-sm:inset-0 max-sm:z-50 max-sm:bg-background"
    >
      <div className="flex justify-end p-1.5 max-sm:border-border max-sm:border-b max-sm:bg-surface sm:pt-0 sm:pr-0">
        <Button variant="ghost" size="sm" onClick={props.onClose}>
          <X aria-hidden />
          Close
        </Button>
      </div>
      {/* A region that scrolls has to be reachable by keyboard. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above. */}
      <div tabIndex={0} className="relative flex-1 overflow-auto sm:min-h-160 sm:overflow-visible">
        {state === 'slow' && (
          <Notice
            title="The payment window is taking longer than usual"
            className="mb-3 max-sm:m-3"
          >
            If it stays empty, close it and open it again. Your order is saved.
          </Notice>
        )}
        {/* React renders nothing into this element: it belongs to the widget. */}
        <div ref={hostRef} className={cn('[&_iframe]:max-w-full', failure && 'hidden')} />
        {state === 'loading' && !failure && (
          <Skeleton className="absolute inset-0 rounded-sm sm:rounded-lg" />
        )}
        {failure && (
          <WidgetFailureNotice failure={failure} onRetry={retry} onClose={props.onClose} />
        )}
        {props.inspectable && (state !== 'loading' || failure) && (
          <WidgetInspector session={props.session} callbacks={callbacks} />
        )}
      </div>
      <p role="status" className="sr-only">
        {state === 'loading' && 'The payment window is loading.'}
        {(state === 'ready' || state === 'finished') && 'The payment window is ready.'}
      </p>
    </section>
  );
}

/** From `ready` to `finished` a payment is under way. */
type WidgetState = 'loading' | 'slow' | 'ready' | 'finished';

function useWidget(props: WidgetStageProps) {
  const [state, setState] = useState<WidgetState>('loading');
  const [failure, setFailure] = useState<WidgetFailure>();
  const [callbacks, setCallbacks] = useState<ObservedCallback[]>([]);
  const [attempt, setAttempt] = useState(0);
  const hostRef = useRef<HTMLDivElement>(null);

  const handleCallback = useEffectEvent((callback: CallbackName, payload: unknown) => {
    setCallbacks((before) => [...before, { name: callback, payload, atMs: performance.now() }]);
    if (callback === 'onLoad') return;
    if (callback === 'onReady') {
      setState('ready');
      props.markOpened().catch(() => {});
    }
    // From then on the customer can leave: the payment is over, or the deposit address is known.
    if (callback === 'onPaymentFinished' || callback === 'onSellTransferEnabled')
      setState('finished');
    // Callbacks are only hints: the server learns of every change without them.
    const { merchant_transaction_id: merchantTransactionId } = props.session;
    props
      .report({ merchantTransactionId, callback, payload: pickReported(payload) })
      .catch(() => {});
  });
  const handleFailure = useEffectEvent((cause: WidgetFailure) => {
    // A script that our policy refuses also counts as blocked; the policy is the cause.
    if (state === 'loading' || state === 'slow')
      setFailure((known) => (cause === 'policy' ? cause : (known ?? cause)));
  });
  const open = useEffectEvent((host: HTMLElement) =>
    openWidget({ ...props, host, onCallback: handleCallback, onFailure: handleFailure }),
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

  useEffect(() => {
    if (state !== 'ready') return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [state]);

  function retry() {
    setFailure(undefined);
    setState('loading');
    setAttempt(attempt + 1);
  }

  return { hostRef, state, failure, callbacks, retry };
}
