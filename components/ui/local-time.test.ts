import { expect, test } from 'vitest';
import { describeTime } from './local-time';

const now = new Date(2026, 10, 25, 18, 30);

test('a time of today has no date, an earlier one has it', () => {
  expect(describeTime(new Date(2026, 10, 25, 14, 2), now, 'en-GB')).toBe('14:02');
  expect(describeTime(new Date(2026, 10, 24, 14, 2), now, 'en-GB')).toBe('24 Nov 2026, 14:02');
});
