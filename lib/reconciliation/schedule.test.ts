import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { intervals, type ScheduleInput, secondsUntilNextCheck } from './schedule';

const HOUR = 3600;
const DAY = 24 * HOUR;
const quiet: ScheduleInput = {
  status: 'pending',
  ageSeconds: 0,
  sinceViewedSeconds: null,
  sinceChangeSeconds: 0,
  retryPossible: false,
  failedChecks: 0,
};

describe('the schedule of checks', () => {
  test('a transaction somebody is looking at is checked every 5 seconds', () => {
    expect(secondsUntilNextCheck({ ...quiet, ageSeconds: 9 * HOUR, sinceViewedSeconds: 3 })).toBe(
      5,
    );
  });

  const afterQuiet = (seconds: number, status: ScheduleInput['status'] = 'pending') =>
    secondsUntilNextCheck({ ...quiet, status, ageSeconds: seconds, sinceChangeSeconds: seconds });

  test('a young one is checked as often as the contract allows, then ever more rarely', () => {
    expect([0, 40, HOUR, 8 * HOUR, 5 * DAY].map((seconds) => afterQuiet(seconds))).toEqual([
      10,
      10,
      HOUR / 4,
      2 * HOUR,
      DAY,
    ]);
  });

  test('an old one that has just changed is young again', () => {
    expect(secondsUntilNextCheck({ ...quiet, ageSeconds: 9 * HOUR, sinceChangeSeconds: 5 })).toBe(
      10,
    );
  });

  test('a change is noticed late by at most a quarter of the time that it took to happen', () => {
    const checks = [0];
    for (let at = 0; at < 6 * DAY; ) {
      at += afterQuiet(at) ?? Number.POSITIVE_INFINITY;
      checks.push(at);
    }
    const changed = fc.double({ min: 1, max: 6 * DAY, noNaN: true });
    fc.assert(
      fc.property(changed, (seconds) => {
        const noticed = checks.find((at) => at >= seconds) ?? Number.POSITIVE_INFINITY;
        expect(noticed - seconds).toBeLessThanOrEqual(Math.max(10, seconds / 4));
      }),
    );
  });

  test('what can change and is viewed or young is due within the longest backoff, where sockets look for it', () => {
    const { socketWhileYoungerThan, viewedFor, maxBackoff } = intervals;
    const upTo = (max: number) => fc.integer({ min: 0, max });
    const of = (
      ageSeconds: fc.Arbitrary<number>,
      sinceViewedSeconds: fc.Arbitrary<number | null>,
    ) =>
      fc.record({
        status: fc.constantFrom('pending' as const, 'processing' as const, 'failed' as const),
        ...{ ageSeconds, sinceViewedSeconds },
        sinceChangeSeconds: upTo(DAY - 1),
        retryPossible: fc.constant(true),
        failedChecks: upTo(30),
      });
    const young = of(upTo(socketWhileYoungerThan), fc.constant(null));
    const viewed = of(upTo(90 * DAY), upTo(viewedFor - 1));
    fc.assert(
      fc.property(fc.oneof(young, viewed), (input) => {
        expect(secondsUntilNextCheck(input)).toBeLessThanOrEqual(maxBackoff);
      }),
    );
  });

  test('a payment that never comes is not asked about after a week, one that came always is', () => {
    expect(afterQuiet(7 * DAY - 1)).toBe(DAY);
    expect(afterQuiet(7 * DAY)).toBeNull();
    expect(afterQuiet(90 * DAY, 'processing')).toBe(DAY);
    const viewed = { ...quiet, ageSeconds: 90 * DAY, sinceChangeSeconds: 90 * DAY };
    expect(secondsUntilNextCheck({ ...viewed, sinceViewedSeconds: 3 })).toBe(5);
  });

  test('nothing is asked after completed or cancelled', () => {
    expect(secondsUntilNextCheck({ ...quiet, status: 'completed' })).toBeNull();
    expect(secondsUntilNextCheck({ ...quiet, status: 'cancelled' })).toBeNull();
  });

  test('a failed payment is looked at again while the customer can retry it, and then for a day', () => {
    const failed = { ...quiet, status: 'failed' as const };
    expect(secondsUntilNextCheck({ ...failed, retryPossible: true })).toBe(15);
    expect(secondsUntilNextCheck(failed)).toBe(HOUR);
    expect(secondsUntilNextCheck({ ...failed, sinceViewedSeconds: 3 })).toBe(60);
    expect(secondsUntilNextCheck({ ...failed, sinceChangeSeconds: 24 * HOUR })).toBeNull();
  });

  test('a provider that does not answer is asked ever more rarely, up to every 5 minutes', () => {
    const delays = [1, 3, 5, 8, 20].map((failedChecks) =>
      secondsUntilNextCheck({ ...quiet, failedChecks }),
    );
    expect(delays).toEqual([10, 10, 32, 256, 300]);
  });
});
