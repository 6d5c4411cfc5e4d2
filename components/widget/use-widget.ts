'use client';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import type { WidgetCallback } from '@/lib/hints/widget';
import type { WidgetSession } from '@/lib/widget-sessions/schema';
import { callbackHint } from './callback-hint';
import { openWidget, type WidgetFailure } from './open-widget';

/** After this long without `onReady` the host is shown as it is, with a word of explanation. */
const READY_TIMEOUT_MS = 20_000;

/** `slow`: it runs, and has not said that it is ready. */
export type WidgetState = 'loading' | 'slow' | 'ready' | WidgetFailure;

export type WidgetReports = {
  /** The widget is on screen: its token is spent from now on. */
  opened: () => Promise<unknown>;
  /** Passes a callback on to the server, as a hint. */
  report: (callback: WidgetCallback) => Promise<unknown>;
  /** Payment and any identity check are over, whatever came of them. */
  onFinished?: () => void;
};

/** Runs a session's widget in the element of `hostRef`, once, for as long as it is mounted. */
export function useWidget(given: WidgetSession, scriptUrl: string, reports: WidgetReports) {
  // The first object is kept, since an equal copy of it in a later render is no new session.
  const [session] = useState(given);
  const [state, setState] = useState<WidgetState>('loading');
  const [attempt, setAttempt] = useState(0);
  const hostRef = useRef<HTMLDivElement>(null);

  const onReady = useEffectEvent(() => {
    setState('ready');
    ignoreFailure(reports.opened());
    report('onReady');
  });
  const onFinished = useEffectEvent(() => reports.onFinished?.());
  const report = useEffectEvent((callback: WidgetCallback['callback'], payload?: unknown) =>
    ignoreFailure(reports.report(callbackHint(session.merchant_transaction_id, callback, payload))),
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt opens it anew.
  useEffect(() => {
    if (!hostRef.current) return;
    return openWidget({
      host: hostRef.current,
      session,
      scriptUrl,
      callbacks: {
        onLoad: () => {},
        onReady: () => onReady(),
        onStatusChange: (payload) => report('onStatusChange', payload),
        onPaymentFinished: (payload) => {
          report('onPaymentFinished', payload);
          onFinished();
        },
        onSellTransferEnabled: (payload) => report('onSellTransferEnabled', payload),
      },
      onFailure: setState,
    });
  }, [session, scriptUrl, attempt]);

  useEffect(() => {
    if (state !== 'loading') return;
    const timer = setTimeout(() => setState('slow'), READY_TIMEOUT_MS);
    return () => clearTimeout(timer);
  }, [state]);

  function retry() {
    setState('loading');
    setAttempt(attempt + 1);
  }

  return { hostRef, state, retry };
}

/** A report is only a hint: the server learns of every change without it. */
function ignoreFailure(report: Promise<unknown>) {
  report.catch(() => {});
}
