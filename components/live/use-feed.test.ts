// @vitest-environment happy-dom
import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FakeEventSource } from './fake-event-source';
import { sampleDelta } from './sample-delta';
import { feedTiming, useFeed } from './use-feed';

let visibility: DocumentVisibilityState = 'visible';

beforeEach(() => {
  visibility = 'visible';
  vi.useFakeTimers();
  Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => visibility });
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function follow(after = 4) {
  const sources: FakeEventSource[] = [];
  const refresh = vi.fn(async () => {});
  const [onSignedOut, onFailure] = [vi.fn(), vi.fn()];
  const openSource = (last: number) => {
    const source = new FakeEventSource(`/api/transactions/stream?after=${last}`);
    sources.push(source);
    return source;
  };
  const view = renderHook((props) => useFeed(props), {
    initialProps: { after, openSource, refresh, onSignedOut, onFailure },
  });
  const newest = () => {
    const source = sources.at(-1);
    if (!source) throw new Error('No stream was opened.');
    return source;
  };
  const rerenderAfter = (last: number) =>
    view.rerender({ after: last, openSource, refresh, onSignedOut, onFailure });
  return { ...view, sources, refresh, newest, rerenderAfter, onSignedOut, onFailure };
}

function show(state: DocumentVisibilityState) {
  visibility = state;
  act(() => void document.dispatchEvent(new Event('visibilitychange')));
}

function failUntilPolling({ newest }: ReturnType<typeof follow>) {
  for (let i = 0; i < feedTiming.failuresUntilPolling; i += 1) {
    act(() => vi.advanceTimersByTime(feedTiming.reconnectMs));
    act(() => newest().breakOff());
  }
}

test('opens one stream from where the page was rendered, and merges what arrives', () => {
  const { sources, newest, result } = follow();
  expect(newest().url).toBe('/api/transactions/stream?after=4');
  act(() => newest().open());
  act(() => newest().deliver(sampleDelta(5, { status: 'completed' })));
  expect(result.current.phase).toBe('live');
  expect(result.current.deltas.map(({ transaction }) => transaction.status)).toEqual(['completed']);
  expect(sources).toHaveLength(1);
});

test('a broken connection is opened again from the last event seen', () => {
  const { sources, newest, result } = follow();
  act(() => newest().open());
  act(() => newest().deliver(sampleDelta(9)));
  act(() => newest().breakOff());
  expect(result.current.phase).toBe('reconnecting');
  act(() => vi.advanceTimersByTime(feedTiming.reconnectMs));
  expect(sources.map(({ url, closed }) => ({ url, closed }))).toEqual([
    { url: '/api/transactions/stream?after=4', closed: true },
    { url: '/api/transactions/stream?after=9', closed: false },
  ]);
  act(() => newest().open());
  expect(result.current.phase).toBe('live');
});

test('a hidden tab holds no connection, and goes on where it was when it is seen again', () => {
  const { sources, newest } = follow();
  act(() => newest().deliver(sampleDelta(6)));
  show('hidden');
  expect(newest().closed).toBe(true);
  act(() => vi.advanceTimersByTime(60_000));
  expect(sources).toHaveLength(1);
  show('visible');
  expect(newest().url).toBe('/api/transactions/stream?after=6');
});

test('a tab that loses its network says so at once, and goes on where it was when it is back', () => {
  const { newest, result, sources } = follow();
  act(() => newest().open());
  act(() => newest().deliver(sampleDelta(8)));
  const online = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  act(() => void window.dispatchEvent(new Event('offline')));
  expect(result.current.phase).toBe('offline');
  expect(newest().closed).toBe(true);
  online.mockRestore();
  act(() => void window.dispatchEvent(new Event('online')));
  expect(sources).toHaveLength(2);
  expect(newest().url).toBe('/api/transactions/stream?after=8');
});

test('a hidden tab does not reconnect, even when its connection broke before', () => {
  const { sources, newest } = follow();
  act(() => newest().breakOff());
  show('hidden');
  act(() => vi.advanceTimersByTime(60_000));
  expect(sources).toHaveLength(1);
});

test('a stream that gets through resets the count of failures', () => {
  const { newest, result } = follow();
  for (let i = 0; i < feedTiming.failuresUntilPolling; i += 1) {
    act(() => newest().open());
    act(() => newest().breakOff());
    act(() => vi.advanceTimersByTime(feedTiming.reconnectMs));
  }
  expect(result.current.phase).toBe('reconnecting');
});

test('the server may end the stream on purpose: it is opened again without counting a failure', () => {
  const { sources, newest, result } = follow();
  for (let i = 0; i < 4; i += 1) {
    act(() => newest().emit('bye'));
    act(() => vi.advanceTimersByTime(feedTiming.reconnectMs));
  }
  expect(sources).toHaveLength(5);
  expect(result.current.phase).toBe('reconnecting');
});

test('a stream that newer ones replaced is polled for, and comes back later', () => {
  const { sources, newest, result, onFailure } = follow();
  act(() => newest().open());
  act(() => newest().emit('replaced'));
  expect(result.current.phase).toBe('polling');
  act(() => vi.advanceTimersByTime(feedTiming.reconnectWhilePollingMs - 1));
  expect(sources).toHaveLength(1);
  act(() => vi.advanceTimersByTime(1));
  expect(sources).toHaveLength(2);
  expect(onFailure).not.toHaveBeenCalled();
});

test('a stream that ends because the user signed out is not opened again', () => {
  const { sources, newest, onSignedOut, onFailure } = follow();
  act(() => newest().open());
  act(() => newest().emit('signed-out'));
  expect(onSignedOut).toHaveBeenCalledTimes(1);
  expect(newest().closed).toBe(true);
  act(() => vi.advanceTimersByTime(60_000));
  expect(sources).toHaveLength(1);
  expect(onFailure).not.toHaveBeenCalled();
});

test('each failure is reported, since it may be a refusal to a user who signed out', () => {
  const { newest, onFailure } = follow();
  act(() => newest().breakOff());
  expect(onFailure).toHaveBeenCalledTimes(1);
});

test('after repeated failures the page is refreshed every ten seconds while it is visible', () => {
  const feed = follow();
  failUntilPolling(feed);
  expect(feed.result.current.phase).toBe('polling');
  act(() => vi.advanceTimersByTime(2 * feedTiming.pollMs));
  expect(feed.refresh).toHaveBeenCalledTimes(2);
  show('hidden');
  act(() => vi.advanceTimersByTime(60_000));
  expect(feed.refresh).toHaveBeenCalledTimes(2);
});

test('while polling the stream is tried again, from what a refresh brought', () => {
  const feed = follow();
  failUntilPolling(feed);
  feed.rerenderAfter(12);
  act(() => vi.advanceTimersByTime(feedTiming.reconnectWhilePollingMs));
  expect(feed.newest().url).toBe('/api/transactions/stream?after=12');
  act(() => feed.newest().open());
  expect(feed.result.current.phase).toBe('live');
  const polled = feed.refresh.mock.calls.length;
  act(() => vi.advanceTimersByTime(5 * feedTiming.pollMs));
  expect(feed.refresh).toHaveBeenCalledTimes(polled);
});

test('a connection that goes silent is opened again from the last event seen', () => {
  const { sources, newest, result } = follow();
  act(() => newest().open());
  act(() => newest().deliver(sampleDelta(7)));
  act(() => vi.advanceTimersByTime(feedTiming.silenceMs - 1));
  act(() => newest().open());
  act(() => vi.advanceTimersByTime(feedTiming.silenceMs - 1));
  expect(sources).toHaveLength(1);
  act(() => vi.advanceTimersByTime(1));
  expect(result.current.phase).toBe('reconnecting');
  act(() => vi.advanceTimersByTime(feedTiming.reconnectMs));
  expect(newest().url).toBe('/api/transactions/stream?after=7');
});

test('a stream that is held back on its way counts as broken, and the page is refreshed', () => {
  const feed = follow();
  const heldBack = feedTiming.silenceMs + feedTiming.reconnectMs;
  act(() => vi.advanceTimersByTime(heldBack * feedTiming.failuresUntilPolling));
  expect(feed.result.current.phase).toBe('polling');
  act(() => vi.advanceTimersByTime(feedTiming.pollMs));
  expect(feed.refresh).toHaveBeenCalled();
});

test('a side effect refreshes the page, because it can change data that is not in the feed', () => {
  const { newest, refresh } = follow();
  act(() => newest().deliver(sampleDelta(5, { status: 'completed' })));
  expect(refresh).not.toHaveBeenCalled();
  act(() => newest().deliver(sampleDelta(6, {}, { kind: 'side_effect', factOutcome: null })));
  expect(refresh).toHaveBeenCalledTimes(1);
});

test('data that cannot be read is ignored', () => {
  const { newest, result } = follow();
  act(() => newest().emit('delta', '{"event":{}}'));
  act(() => newest().emit('delta', 'not JSON'));
  expect(result.current.deltas).toEqual([]);
});

test('unmounting ends the stream', () => {
  const { unmount, newest } = follow();
  unmount();
  expect(newest().closed).toBe(true);
});
