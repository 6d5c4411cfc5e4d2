import { expect, test } from 'vitest';
import { judgeClock, readClock } from './clock';

const at = (sentMs: number, receivedMs: number) => ({ sentMs, receivedMs });

test('a clock that is off by more than five seconds is found, with its direction', () => {
  const behind = judgeClock(readClock('the database', 107_000, at(99_990, 100_010)));
  expect(behind).toMatchObject({
    status: 'failed',
    found: "This machine's clock is 7.0 s behind the database.",
    fix: [expect.stringContaining('timedatectl set-ntp true'), expect.any(String)],
  });
  const ahead = judgeClock(readClock('Proof', 40_000, at(99_990, 100_010)));
  expect(ahead).toMatchObject({ found: "This machine's clock is 60.0 s ahead of Proof." });
});

test('a slow response is not mistaken for a wrong clock', () => {
  // Read somewhere within 12 seconds.
  const reading = readClock('Proof', 111_000, at(100_000, 112_000));
  expect(judgeClock(reading).status).toBe('passed');
});

test('a time in whole seconds can be a second old', () => {
  const reading = readClock('Proof', 100_000, at(100_900, 100_940), 1_000);
  expect(judgeClock(reading)).toEqual({
    status: 'passed',
    found: 'This machine and Proof agree to within 520 ms.',
  });
});
