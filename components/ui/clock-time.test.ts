import { expect, test } from 'vitest';
import { formatClock, formatUtc } from './clock-time';

const now = new Date('2026-04-01T23:00:00Z');

test('a time of today is shown without its date, any other with it, in the local zone', () => {
  // The tests run 14 hours ahead of UTC, so it is 2 April there.
  expect(formatClock(new Date('2026-04-02T00:02:00Z'), now)).toBe('14:02');
  expect(formatClock(new Date('2026-04-01T00:02:00Z'), now)).toBe('1 Apr, 14:02');
  expect(formatClock(new Date('2025-12-24T00:02:00Z'), now)).toBe('24 Dec 2025, 14:02');
});

test('where the zone is unknown, UTC is shown and named', () => {
  expect(formatUtc('2026-04-01T10:00:00.120Z')).toBe('2026-04-01 10:00:00 UTC');
});
