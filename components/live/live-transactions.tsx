'use client';
import { useRouter } from 'next/navigation';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import type { TransactionEventView, TransactionView } from '@/lib/transactions/schema';
import type { FeedOptions, FeedPhase } from './feed-connection';
import { LiveAnnouncer } from './live-announcer';
import { type LiveState, mergeEvents, mergeList, newestOf } from './live-state';
import { useFeed } from './use-feed';

type Live = { state: LiveState; phase: FeedPhase; renderedAt: number };

const LiveContext = createContext<Live | null>(null);

const openEventSource: FeedOptions['openSource'] = (url) => new EventSource(url);

/** Keeps what is inside up to date from one event stream. `after` comes from the page's loader. */
export function LiveTransactions({
  after,
  openSource = openEventSource,
  children,
}: {
  after: number;
  openSource?: FeedOptions['openSource'];
  children: ReactNode;
}) {
  const { refresh } = useRouter();
  const { state, phase } = useFeed({ after, openSource, refresh: () => refreshIfServed(refresh) });
  const live = useMemo(() => ({ state, phase, renderedAt: after }), [state, phase, after]);
  return (
    <LiveContext value={live}>
      {children}
      <LiveAnnouncer latest={state.latest} />
    </LiveContext>
  );
}

/**
 * A refresh that gets no answer makes Next.js leave the page for the browser's own error page, and
 * with it a widget that a payment may be under way in. So the app is asked first whether it serves.
 */
async function refreshIfServed(refresh: () => void): Promise<void> {
  const health = await fetch('/api/health', { cache: 'no-store' }).catch(() => null);
  if (health?.ok) refresh();
}

function useLive(): Live {
  const live = useContext(LiveContext);
  if (!live) throw new Error('Live data is read inside <LiveTransactions> only.');
  return live;
}

export function useFeedPhase(): FeedPhase {
  return useLive().phase;
}

/** The transaction as it now is. */
export function useLiveTransaction(rendered: TransactionView): TransactionView {
  const { state, renderedAt } = useLive();
  return newestOf(rendered, renderedAt, state.transactions[rendered.id]);
}

/** A page of the history as it now is, new transactions on top of the newest page. */
export function useLiveList(
  rendered: readonly TransactionView[],
  options: { newestPage: boolean },
): TransactionView[] {
  const { state, renderedAt } = useLive();
  return mergeList(rendered, renderedAt, state, options);
}

/** The timeline as it now is, oldest first. */
export function useLiveEvents(
  transactionId: string,
  rendered: readonly TransactionEventView[],
): TransactionEventView[] {
  return mergeEvents(rendered, useLive().state.events[transactionId]);
}

/** The transaction that the newest delta changed, and the number of that change. */
export function useLatestChange(): { transactionId: string; sequence: number } | null {
  const { latest } = useLive().state;
  return latest && { transactionId: latest.transaction.id, sequence: latest.event.sequence };
}
