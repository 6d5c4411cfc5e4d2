// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { HistoryPage, HistoryTotals } from '@/lib/history/data';
import { matcherOf } from '@/lib/history/filter';
import type { HistoryFilter } from '@/lib/history/schema';
import type { TransactionView } from '@/lib/transactions/views';
import { FakeEventSource } from '../live/fake-event-source';
import { LiveTransactions } from '../live/live-transactions';
import { sampleDelta, sampleTransaction } from '../live/sample-delta';
import { feedTiming } from '../live/use-feed';
import { useHeldList } from './use-held-list';

vi.mock('next/navigation', () => ({ useRouter: () => ({ refresh: () => {} }) }));

const streams: FakeEventSource[] = [];
beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('fetch', async () => new Response(null, { status: 204 }));
  vi.stubGlobal(
    'EventSource',
    class extends FakeEventSource {
      constructor(url: string) {
        super(url);
        streams.push(this);
      }
    },
  );
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const a = { ...sampleTransaction, id: 'a', createdAt: '2026-04-01T10:05:00.000Z' };
const b = { ...sampleTransaction, id: 'b', createdAt: '2026-04-01T10:03:00.000Z' };
const cursor = { after: { time: b.createdAt, id: b.id } };

type PageProps = {
  rows: TransactionView[];
  after: number;
  filter?: HistoryFilter;
  older?: HistoryPage['older'];
};

/** A page of the history as the server renders it, after the event with the sequence `after`. */
function Page({ rows, after, filter = {}, older = null }: PageProps) {
  const totals: HistoryTotals = { count: rows.length, truncated: false, sums: [] };
  return (
    <LiveTransactions userId="user" after={after}>
      <List page={{ rows, newer: null, older }} totals={totals} filter={filter} />
    </LiveTransactions>
  );
}

type ListProps = { page: HistoryPage; totals: HistoryTotals; filter: HistoryFilter };

function List({ page, totals, filter }: ListProps) {
  const list = useHeldList({ page, totals, matches: matcherOf(filter) });
  return (
    <>
      <p data-testid="count">{list.totals.count}</p>
      <p data-testid="rows" {...list.handlers}>
        {list.rows.map(({ id, status }) => `${id} ${status}`).join(', ')}
      </p>
    </>
  );
}

const shown = () => screen.getByTestId('rows').textContent;
const newest = () => streams.at(-1) ?? new FakeEventSource('');

function failUntilPolling() {
  for (let i = 0; i < feedTiming.failuresUntilPolling; i += 1) {
    act(() => newest().breakOff());
    act(() => vi.advanceTimersByTime(feedTiming.reconnectMs));
  }
}

const pending: HistoryFilter = { status: 'pending' };

test('a row that changes stays where it is, also when the page is refreshed without it', () => {
  const { rerender } = render(<Page rows={[a, b]} after={4} filter={pending} />);
  act(() => newest().open());
  act(() => newest().deliver(sampleDelta(5, { ...b, status: 'completed', version: 1 })));
  rerender(<Page rows={[a]} after={5} filter={pending} />);
  expect(shown()).toBe('a pending, b completed');
});

test('without the stream, a row that the server no longer sends is not shown as it was', () => {
  const { rerender } = render(<Page rows={[a, b]} after={4} filter={pending} />);
  failUntilPolling();
  rerender(<Page rows={[a]} after={5} filter={pending} />);
  expect(shown()).toBe('a pending');
});

test('without the stream, a row that moved to the next page is not shown as it was', () => {
  const { rerender } = render(<Page rows={[a, b]} after={4} older={cursor} />);
  failUntilPolling();
  const c = { ...a, id: 'c', createdAt: '2026-04-01T10:07:00.000Z' };
  rerender(<Page rows={[c, a]} after={5} older={cursor} />);
  expect(shown()).toBe('c pending, a pending');
});

test('a row that came by the stream is not shown as it was then once the server no longer sends it', () => {
  const { rerender } = render(<Page rows={[a]} after={4} filter={pending} />);
  act(() => newest().open());
  act(() => newest().deliver(sampleDelta(5, b)));
  expect(shown()).toBe('a pending, b pending');
  // The stream ends, and the next refresh is ahead of it.
  act(() => newest().breakOff());
  rerender(<Page rows={[a]} after={6} filter={pending} />);
  expect(shown()).toBe('a pending');
});

test('on a touch screen, new rows wait after a touch, and everything else is kept up to date', () => {
  const { rerender } = render(<Page rows={[a, b]} after={4} filter={pending} />);
  failUntilPolling();
  const list = screen.getByTestId('rows');
  fireEvent.pointerEnter(list, { pointerType: 'touch' });
  fireEvent.pointerLeave(list, { pointerType: 'touch' });
  const c = { ...a, id: 'c', createdAt: '2026-04-01T10:07:00.000Z' };
  rerender(<Page rows={[c, a]} after={6} filter={pending} />);
  expect(shown()).toBe('a pending');
  expect(screen.getByTestId('count').textContent).toBe('2');
  // Without any row there is no button to show the new ones.
  rerender(<Page rows={[c]} after={7} filter={pending} />);
  expect([shown(), screen.getByTestId('count').textContent]).toEqual(['c pending', '1']);
});

test('under the pointer of a mouse, nothing changes until it leaves', () => {
  const { rerender } = render(<Page rows={[a, b]} after={4} filter={pending} />);
  failUntilPolling();
  const list = screen.getByTestId('rows');
  fireEvent.pointerEnter(list, { pointerType: 'mouse' });
  rerender(<Page rows={[a]} after={5} filter={pending} />);
  expect([shown(), screen.getByTestId('count').textContent]).toEqual(['a pending, b pending', '2']);
  fireEvent.pointerLeave(list, { pointerType: 'mouse' });
  expect([shown(), screen.getByTestId('count').textContent]).toEqual(['a pending', '1']);
});
