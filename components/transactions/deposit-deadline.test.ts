import { expect, test } from 'vitest';
import { sampleEvent } from '../live/sample-delta';
import { estimateDeadline, formatTimeLeft } from './deposit-deadline';

const shown = (sequence: number, recordedAt: string) =>
  sampleEvent({ sequence, kind: 'hint', source: 'widget', status: 'awaiting_deposit', recordedAt });

test('the deadline is the configured time after the newest deposit address was shown', () => {
  const events = [shown(1, '2026-04-01T10:00:00.000Z'), shown(2, '2026-04-01T11:00:00.000Z')];
  expect(estimateDeadline(events, 360)).toBe('2026-04-01T17:00:00.000Z');
});

test('without a configured length, or before an address was shown, there is no deadline', () => {
  expect(estimateDeadline([shown(1, '2026-04-01T10:00:00.000Z')], null)).toBeNull();
  expect(estimateDeadline([], 360)).toBeNull();
});

test.each([
  [21_599_999, '5 h 59 min'],
  [3_600_000, '1 h 0 min'],
  [3_599_999, '59 min'],
  [59_999, 'less than a minute'],
])('%i ms are shown as %s, never as more time than is left', (leftMs, text) => {
  expect(formatTimeLeft(leftMs)).toBe(text);
});
