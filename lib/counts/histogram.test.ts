import fc from 'fast-check';
import { expect, test } from 'vitest';
import { barsOf, percentileMs } from './histogram';

/** As `duration_bucket` in the database does. */
const bucketOf = (ms: number) => Math.floor(Math.log(Math.max(ms, 1)) / Math.log(1.2));
const bucketsOf = (durationsMs: number[]) =>
  durationsMs.map((ms) => ({ number: bucketOf(ms), count: 1 }));

const durationsMs = fc.array(fc.double({ min: 1, max: 1e10, noNaN: true }), { minLength: 1 });

test('a percentile is within 10 % of the exact one', () => {
  fc.assert(
    fc.property(durationsMs, fc.constantFrom(0.5, 0.95), (durations, share) => {
      const sorted = durations.toSorted((a, b) => a - b);
      const exact = sorted[Math.ceil(share * sorted.length) - 1] ?? expect.unreachable();
      const found = percentileMs(bucketsOf(durations), share) ?? expect.unreachable();
      expect(found / exact).toBeGreaterThan(0.9);
      expect(found / exact).toBeLessThan(1.1);
    }),
  );
});

test('without durations there is neither a percentile nor a bar', () => {
  expect(percentileMs([], 0.5)).toBeNull();
  expect(percentileMs([{ number: 3, count: 0 }], 0.5)).toBeNull();
  expect(barsOf([])).toEqual([]);
});

test('the bars hold every duration once, and start and end with one that is not empty', () => {
  fc.assert(
    fc.property(durationsMs, (durations) => {
      const counts = barsOf(bucketsOf(durations)).map(({ count }) => count);
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(durations.length);
      expect([counts[0], counts.at(-1)]).not.toContain(0);
    }),
  );
});

test('bars are named by their bounds', () => {
  const bars = barsOf(bucketsOf([2_000, 45_000, 45_000]));
  expect(bars).toEqual([
    { name: '1–3 s', count: 1 },
    { name: '3–10 s', count: 0 },
    { name: '10–30 s', count: 0 },
    { name: '30 s–1 min', count: 2 },
  ]);
  expect(barsOf(bucketsOf([9e9]))).toEqual([{ name: 'over 3 d', count: 1 }]);
});
