// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { mergeEvents } from '../live/deltas';
import { sampleDelta, sampleEvent } from '../live/sample-delta';
import { EventLog } from './event-log';

afterEach(cleanup);

const session = sampleEvent({
  sequence: 1,
  source: 'app',
  kind: 'session',
  factOutcome: null,
  status: 'pending',
});
const hint = sampleEvent({
  sequence: 2,
  source: 'webhook',
  kind: 'hint',
  hintOutcome: 'reported',
  factOutcome: null,
  status: 'processing',
});
const fact = sampleEvent({
  sequence: 3,
  status: 'processing',
  providerTime: '2026-04-01T10:00:00.120Z',
});

const delivered = (event: typeof fact) => sampleDelta(event.sequence, {}, event);

test('the newest entry is last, even when the feed delivered it before the page was rendered', () => {
  render(
    <EventLog
      isNewest
      events={mergeEvents(hint.transactionId, [session, hint], [delivered(fact), delivered(hint)])}
    />,
  );
  const sources = screen
    .getAllByRole('listitem')
    .map((item) => item.querySelector('p')?.textContent);
  expect(sources).toEqual([
    'Our appcreatedpending',
    'Webhookreportedprocessing',
    "Proof's APIconfirmedprocessing",
  ]);
});

test('each entry shows both clocks, and a dash where Proof gave no time', () => {
  render(<EventLog isNewest events={[session, fact]} />);
  const times = screen
    .getAllByRole('listitem')
    .map((item) => item.querySelector('dl')?.textContent);
  expect(times[0]).toBe("Proof's time—Our time2026-04-01 10:00:01.000");
  expect(times[1]).toBe("Proof's time2026-04-01 10:00:00.120Our time2026-04-01 10:00:01.000");
});

test('a fact that contradicts something final is not called confirmed', () => {
  render(
    <EventLog
      isNewest
      events={[sampleEvent({ factOutcome: 'contradiction', status: 'failed' })]}
    />,
  );
  expect(screen.getByText('not applied')).toBeDefined();
  expect(screen.queryByText('confirmed')).toBeNull();
});

test('a withdrawn report is called so, and not confirmed', () => {
  render(
    <EventLog
      isNewest
      events={[sampleEvent({ factOutcome: 'report_withdrawn', status: 'pending' })]}
    />,
  );
  expect(screen.getByText('report withdrawn')).toBeDefined();
  expect(screen.queryByText('confirmed')).toBeNull();
});

test('a side effect is shown as done, with what it did', () => {
  const reason = 'Credited 50 USDT to the balance.';
  render(
    <EventLog
      isNewest
      events={[sampleEvent({ source: 'app', kind: 'side_effect', factOutcome: null, reason })]}
    />,
  );
  expect(screen.getByText('Our app')).toBeDefined();
  expect(screen.getByText('done')).toBeDefined();
  expect(screen.getByText(reason)).toBeDefined();
});

test('a report that was older than an earlier one is called late', () => {
  render(<EventLog isNewest events={[{ ...hint, hintOutcome: 'stale' }]} />);
  expect(screen.getByText('reported late')).toBeDefined();
});

test('a page of the log links to older entries, until the first is shown or they were removed', () => {
  const { rerender } = render(<EventLog isNewest events={[hint, fact]} />);
  expect(screen.getByRole('link', { name: 'Older entries' }).getAttribute('href')).toBe(
    '?before=2',
  );
  rerender(<EventLog isNewest events={[session, hint, fact]} />);
  expect(screen.queryByRole('link')).toBeNull();
  rerender(<EventLog isNewest events={[]} />);
  expect(screen.getByText('Older entries were removed.')).toBeDefined();
});

test('a page of older entries links to the newest ones', () => {
  const { rerender } = render(<EventLog isNewest={false} events={[session, hint]} />);
  const newest = screen.getByRole('link', { name: 'Newest entries' });
  expect(newest.getAttribute('href')).toBe('?');
  rerender(<EventLog isNewest={false} events={[]} />);
  expect(screen.getByRole('link', { name: 'Newest entries' })).toBeDefined();
});
