'use client';
import { useRouter } from 'next/navigation';
import { createContext, type ReactNode, useContext, useState } from 'react';
import { describeChange } from '@/components/transactions/describe-transaction';
import type { FeedDelta, TransactionEventView, TransactionView } from '@/lib/transactions/views';
import { type Deltas, mergeEvents, mergeList, mergeTransaction } from './deltas';
import { refreshIfServing } from './refresh-if-serving';
import { type FeedPhase, useFeed } from './use-feed';

type Live = {
  deltas: Deltas;
  phase: FeedPhase;
  renderedAt: number;
  refresh: () => Promise<void>;
};

const LiveContext = createContext<Live | null>(null);

type LiveTransactionsProps = {
  /** Whose transactions the page shows, and where their stream continues: from the page's loader. */
  userId: string;
  after: number;
  children: ReactNode;
};

/** Keeps its children up to date from one event stream. */
export function LiveTransactions({ userId, after, children }: LiveTransactionsProps) {
  const router = useRouter();
  const refresh = async () => {
    await refreshIfServing(router.refresh);
  };
  const streamUrl = `/api/transactions/stream?user=${encodeURIComponent(userId)}`;
  const { deltas, phase } = useFeed({
    after,
    openSource: (last) => new EventSource(`${streamUrl}&after=${last}`),
    refresh,
    onSignedOut: leave,
    onFailure: () => leaveIfSignedOut(streamUrl),
  });
  return (
    <LiveContext value={{ deltas, phase, renderedAt: after, refresh }}>
      {children}
      <LiveAnnouncer latest={deltas.at(-1)} />
    </LiveContext>
  );
}

/** A full page load, which drops everything that the tab knows about the user. */
function leave(): void {
  window.location.replace('/sign-in');
}

async function leaveIfSignedOut(streamUrl: string): Promise<void> {
  const response = await fetch(streamUrl, { method: 'HEAD' }).catch(() => null);
  if (response?.status === 401) leave();
}

/** It is rendered from the start, because screen readers ignore live regions that are added later. */
function LiveAnnouncer({ latest }: { latest: FeedDelta | undefined }) {
  const [announced, setAnnounced] = useState('');
  const change = latest && describeChange(latest);
  // Otherwise the last sentence stays, so that it is not cut short.
  if (change && change !== announced) setAnnounced(change);
  return (
    <div aria-live="polite" aria-atomic="true" className="sr-only">
      {announced}
    </div>
  );
}

function useLive(): Live {
  const live = useContext(LiveContext);
  if (!live) throw new Error('Live data can only be read inside <LiveTransactions>.');
  return live;
}

export function useFeedPhase(): FeedPhase {
  return useLive().phase;
}

export function useLiveTransaction(rendered: TransactionView): TransactionView {
  const { deltas, renderedAt } = useLive();
  return mergeTransaction(rendered, renderedAt, deltas);
}

export function useLiveList(
  rendered: readonly TransactionView[],
  belongs: (transaction: TransactionView) => boolean,
): TransactionView[] {
  const { deltas, renderedAt } = useLive();
  return mergeList(rendered, renderedAt, deltas, belongs);
}

export function useLiveEvents(
  transactionId: string,
  rendered: readonly TransactionEventView[],
): TransactionEventView[] {
  return mergeEvents(transactionId, rendered, useLive().deltas);
}

/** What the feed delivered since the page was rendered. */
export function useDeltas(): Deltas {
  return useLive().deltas;
}

/** Returns a function that loads the page's data again. */
export function useRefresh(): () => Promise<void> {
  return useLive().refresh;
}
