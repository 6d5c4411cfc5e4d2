import { expect, test } from 'vitest';
import { describeTime, formatUtc } from './local-time';

const now = new Date(2026, 10, 25, 18, 30);

test('a time of today has no date, an earlier one has it', () => {
  expect(describeTime(new Date(2026, 10, 25, 14, 2), now, 'en-GB')).toBe('14:02');
  expect(describeTime(new Date(2026, 10, 24, 14, 2), now, 'en-GB')).toBe('24 Nov 2026, 14:02');
});

test('where the zone of the reader is unknown, UTC is shown and named', () => {
  expect(formatUtc('2026-04-01T10:00:00.120Z')).toBe('2026-04-01 10:00:00 UTC');
});
