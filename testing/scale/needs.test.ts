import { expect, test } from 'vitest';
import { defaults, needsOf } from './needs';

const load = { ...defaults, ordersPerDay: 1_000_000 };

test('ten times the orders cost ten times as much', () => {
  const [one, ten] = [needsOf(load), needsOf({ ...load, ordersPerDay: 10_000_000 })];
  expect(ten.getsPerSecond / one.getsPerSecond).toBeCloseTo(10);
  expect(ten.gigabytesPerMonth / one.gigabytesPerMonth).toBeCloseTo(10);
  expect(ten.writesPerSecondAtPeak / one.writesPerSecondAtPeak).toBeCloseTo(10);
});

test('there are enough processes for the busiest hour, and at least two of each', () => {
  const { workers, getsPerSecondAtPeak, web, openPagesAtPeak } = needsOf(load);
  expect(workers * load.checksPerSecond).toBeGreaterThanOrEqual(getsPerSecondAtPeak);
  expect((workers - 1) * load.checksPerSecond).toBeLessThan(getsPerSecondAtPeak);
  expect(web * load.streamsPerProcess).toBeGreaterThanOrEqual(openPagesAtPeak);
  expect(needsOf({ ...load, ordersPerDay: 100 })).toMatchObject({ workers: 2, web: 2 });
  expect(needsOf({ ...load, webhooksPerSecond: 1, lost: 0 }).web).toBeGreaterThan(web);
});

test('a shorter retention holds less, and what is never removed is counted apart', () => {
  const { gigabytesPerMonth, gigabytesKept, gigabytesOfRetention } = needsOf({
    ...load,
    retentionDays: 30,
  });
  expect(gigabytesKept + gigabytesOfRetention).toBeCloseTo(gigabytesPerMonth);
  expect(gigabytesOfRetention).toBeLessThan(needsOf(load).gigabytesOfRetention);
});

test('webhooks that arrive are stored, and those that are lost are not', () => {
  expect(needsOf({ ...load, lost: 0 }).rowsPerOrder).toBeGreaterThan(needsOf(load).rowsPerOrder);
});
