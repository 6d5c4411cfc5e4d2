import { expect, test } from 'vitest';
import { formatDay, formatDuration, formatShare } from './format';

test.each([
  [null, '—'],
  [0.9, '0.9 ms'],
  [347, '350 ms'],
  [1_000, '1 s'],
  [61_000, '1 min'],
  [252_000, '4.2 min'],
  [90 * 60_000, '1.5 h'],
  [3 * 86_400_000, '3 d'],
])('%s ms reads as %s, which claims no more digits than are known', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

test('a day is formatted in UTC, wherever the reader is', () => {
  expect(formatDay('2026-04-01')).toBe('1 Apr');
});

test('a share of nothing is no share', () => {
  expect([formatShare(0, 0), formatShare(1, 3)]).toEqual(['', '33%']);
});
