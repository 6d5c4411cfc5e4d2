import { describe, expect, test } from 'vitest';
import { type ScheduleInput, secondsUntilNextCheck } from './schedule';

const HOUR = 3600;
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

  test('a young one is checked as often as the contract allows, then ever more rarely', () => {
    const ages = [60, HOUR, 9 * HOUR, 48 * HOUR];
    const intervals = ages.map((seconds) =>
      secondsUntilNextCheck({ ...quiet, ageSeconds: seconds, sinceChangeSeconds: seconds }),
    );
    expect(intervals).toEqual([10, 60, 600, 6 * HOUR]);
  });

  test('an old one that has just changed is young again', () => {
    expect(secondsUntilNextCheck({ ...quiet, ageSeconds: 9 * HOUR, sinceChangeSeconds: 5 })).toBe(
      10,
    );
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
