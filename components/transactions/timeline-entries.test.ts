import { expect, test } from 'vitest';
import type { Source, TransactionStatus } from '@/lib/generated/prisma/enums';
import type { TransactionEventView, TransactionView } from '@/lib/transactions/views';
import { sampleEvent, sampleTransaction } from '../live/sample-delta';
import { type LogPage, timelineEntries } from './timeline-entries';

const fact = (sequence: number, status: TransactionStatus) => sampleEvent({ sequence, status });

function hint(sequence: number, source: Source, status: string): TransactionEventView {
  return sampleEvent({ sequence, kind: 'hint', source, status, hintOutcome: 'reported' });
}

function entries(
  status: TransactionStatus,
  events: readonly TransactionEventView[],
  transaction: Partial<TransactionView> = {},
  log: Partial<LogPage> = {},
) {
  const page = { from: 1, before: undefined, ...log };
  return timelineEntries({ ...sampleTransaction, status, ...transaction }, events, page);
}

const titlesOf = (list: ReturnType<typeof entries>) => list.map(({ title }) => title);

test('each confirmed step is one entry, newest first, however many channels reported it', () => {
  const list = entries('completed', [
    fact(1, 'pending'),
    hint(2, 'webhook', 'processing'),
    hint(3, 'socket', 'processing'),
    fact(4, 'processing'),
    hint(5, 'webhook', 'completed'),
    fact(6, 'completed'),
    hint(7, 'socket', 'completed'),
  ]);
  expect(titlesOf(list)).toEqual(['Payout sent', 'Deposit received', 'Order placed']);
  expect(list[1]?.notes).toEqual([
    'Reported by a webhook and the WebSocket, then confirmed by asking Proof.',
  ]);
  expect(list[0]?.notes).toEqual(['Reported by a webhook, then confirmed by asking Proof.']);
});

test('a step that no channel reported was confirmed by asking', () => {
  const [entry] = entries('cancelled', [fact(1, 'pending'), fact(2, 'cancelled')]);
  expect(entry?.notes).toEqual(['Confirmed by asking Proof; no webhook arrived.']);
});

test('no webhook is called missing when its report can be on another page of the log', () => {
  const events = [fact(1, 'pending'), fact(150, 'processing'), fact(250, 'completed')];
  const notes = (log: Partial<LogPage>) =>
    entries('completed', events, {}, log).map((entry) => entry.notes[0]);
  const [confirmed, missing] = [
    'Confirmed by asking Proof.',
    'Confirmed by asking Proof; no webhook arrived.',
  ];
  expect(notes({ from: 140 }).slice(0, 2)).toEqual([missing, confirmed]);
  expect(notes({ from: 140, before: 240 }).slice(0, 2)).toEqual([confirmed, confirmed]);
});

test('a webhook that arrives after the confirmation, even after the next step, is not called missing', () => {
  const list = entries('completed', [
    fact(1, 'processing'),
    fact(2, 'completed'),
    hint(3, 'webhook', 'processing'),
  ]);
  expect(list[1]?.notes).toEqual(['Confirmed by asking Proof; a webhook arrived later.']);
  expect(list[0]?.notes).toEqual(['Confirmed by asking Proof; no webhook arrived.']);
});

test("the widget's own statuses count as reports of the step they announce", () => {
  const list = entries('processing', [
    fact(1, 'pending'),
    hint(2, 'widget', 'paid'),
    fact(3, 'processing'),
  ]);
  expect(list[1]?.notes).toEqual([
    'Reported by the payment window, then confirmed by asking Proof.',
  ]);
});

test("an entry has Proof's time, and ours where Proof sent none", () => {
  const providerTime = '2026-04-01T10:00:00.120Z';
  const list = entries('completed', [
    sampleEvent({ sequence: 1, status: 'processing', providerTime }),
    fact(2, 'completed'),
  ]);
  expect(list.map(({ time }) => time)).toEqual([
    '2026-04-01T10:00:01.000Z',
    providerTime,
    sampleTransaction.createdAt,
  ]);
});

test('the steps of an open transaction are listed before they happen, and keep their places', () => {
  const pending = entries('pending', [fact(1, 'pending')]);
  expect(titlesOf(pending)).toEqual(['Payout', 'Deposit', 'Order placed']);
  expect(pending.map(({ state }) => state)).toEqual(['upcoming', 'upcoming', 'done']);
  const processing = entries('processing', [fact(1, 'pending'), fact(2, 'processing')]);
  expect(titlesOf(processing)).toEqual(['Payout', 'Deposit received', 'Order placed']);
});

test('a report that is not confirmed is shown at the next step, and not as done', () => {
  const list = entries('pending', [fact(1, 'pending'), hint(2, 'webhook', 'processing')], {
    reportedStatus: 'processing',
  });
  expect(list[1]).toMatchObject({ title: 'Deposit', state: 'upcoming', time: null });
  expect(list[1]?.notes).toEqual(['Reported: processing. Asking Proof to confirm it.']);
});

test('a failure names the step that had been reached, and only confirmed facts count', () => {
  const failedAt = (events: TransactionEventView[], transaction = {}) =>
    entries('failed', events, transaction)[0]?.title;
  expect(failedAt([fact(1, 'pending'), fact(2, 'failed')])).toBe('Failed at deposit');
  expect(failedAt([fact(1, 'processing'), fact(2, 'failed')])).toBe('Failed at payout');
  expect(failedAt([hint(1, 'webhook', 'processing'), fact(2, 'failed')])).toBe('Failed at deposit');
  expect(failedAt([fact(1, 'processing'), fact(2, 'failed')], { type: 'buy' })).toBe(
    'Failed at delivery',
  );
});

test('a retry adds its steps, and the failure before it stays', () => {
  const list = entries(
    'completed',
    [
      fact(1, 'pending'),
      fact(2, 'failed'),
      fact(3, 'pending'),
      fact(4, 'processing'),
      fact(5, 'completed'),
    ],
    { type: 'buy', cryptoAmount: '50' },
  );
  expect(titlesOf(list)).toEqual([
    'Crypto delivered',
    'Payment received',
    'Started again in the payment window',
    'Failed at payment',
    'Order placed',
  ]);
});

test('a transaction that is newer than the events so far moves no entry', () => {
  const paid = [fact(1, 'pending'), fact(2, 'processing'), hint(3, 'webhook', 'failed')];
  const before = entries('processing', paid);
  const between = entries('failed', paid);
  const after = entries('failed', [...paid, fact(4, 'failed')]);
  expect(between).toEqual(before);
  expect(after.map(({ place }) => place)).toEqual(before.map(({ place }) => place));
  expect(entries('processing', [hint(1, 'webhook', 'processing')])).toHaveLength(3);
});

test('facts that change no status, or are not applied, add no entry', () => {
  const list = entries('processing', [
    fact(1, 'processing'),
    fact(2, 'processing'),
    sampleEvent({ sequence: 3, status: 'processing', factOutcome: 'report_withdrawn' }),
    sampleEvent({ sequence: 4, status: 'failed', factOutcome: 'contradiction' }),
  ]);
  expect(titlesOf(list)).toEqual(['Payout', 'Deposit received', 'Order placed']);
});

test('what our app did at the end is told with the last step', () => {
  const reason = '50.00 USDT was taken from your balance.';
  const done = sampleEvent({ sequence: 2, source: 'app', kind: 'side_effect', reason });
  const [last] = entries('completed', [fact(1, 'completed'), done]);
  expect(last?.notes).toContain(reason);
});
