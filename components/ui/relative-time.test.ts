import { expect, test } from 'vitest';
import { describeAge } from './relative-time';

const now = Date.parse('2026-04-01T12:00:00Z');

test.each([
  ['2026-04-01T11:59:55Z', 'just now'],
  ['2026-04-01T11:59:36Z', '20 seconds ago'],
  ['2026-04-01T11:58:30Z', '1 minute ago'],
  ['2026-04-01T11:58:00Z', '2 minutes ago'],
  ['2026-04-01T09:00:00Z', '3 hours ago'],
  ['2026-03-31T11:00:00Z', 'yesterday'],
  ['2026-03-30T11:00:00Z', '2 days ago'],
  ['2026-03-22T12:00:00Z', '10 days ago'],
])('%s reads as "%s" at noon of 1 April', (iso, words) => {
  expect(describeAge(iso, now)).toBe(words);
});

test("a moment in the future, by another machine's clock, is just now", () => {
  expect(describeAge('2026-04-01T12:00:03Z', now)).toBe('just now');
});
