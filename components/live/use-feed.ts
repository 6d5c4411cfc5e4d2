'use client';
import { useEffect, useReducer, useRef, useState } from 'react';
import { FeedConnection, type FeedOptions, type FeedPhase } from './feed-connection';
import { initialLiveState, type LiveState, mergeDelta } from './live-state';

type UseFeed = {
  /** The number of the newest event that the page's own data contains. */
  after: number;
  openSource: FeedOptions['openSource'];
  refresh: () => Promise<void>;
};

/** Follows the signed-in customer's transactions for as long as the component is mounted. */
export function useFeed(options: UseFeed): { state: LiveState; phase: FeedPhase } {
  const [state, merge] = useReducer(mergeDelta, options.after, initialLiveState);
  const [phase, setPhase] = useState<FeedPhase>('connecting');
  const latest = useRef({ ...options, state });
  useEffect(() => {
    latest.current = { ...options, state };
  });
  useEffect(
    () =>
      new FeedConnection({
        openSource: (url) => latest.current.openSource(url),
        lastSequence: () => Math.max(latest.current.after, latest.current.state.sequence),
        onPoll: () => void latest.current.refresh(),
        onDelta: merge,
        onPhase: setPhase,
      }).start(),
    [],
  );
  return { state, phase };
}
