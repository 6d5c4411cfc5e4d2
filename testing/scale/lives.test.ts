import { expect, test } from 'vitest';
import { checksOf, getsOf, type Life, lives, pollsOf, statusAt, unwatched } from './lives';

const DAY = 24 * 3600;
const HOUR = 3600;
const life = (overrides: Partial<Life>): Life => ({ ...unwatched, ...overrides });

test('an order that nobody looks at costs less than 1 % of the documented polling', () => {
  const gets = getsOf(unwatched, 1, DAY);
  expect(pollsOf(unwatched, 10)).toBe(8_640);
  expect(gets).toBeGreaterThan(0);
  expect(gets / pollsOf(unwatched, 10)).toBeLessThan(0.01);
});

test('while a customer looks, Proof is asked every 5 seconds, as it documents', () => {
  const checks = checksOf(life({ pageOpenFor: 300 }), 'lost', 300);
  const intervals = checks.slice(1).map((at, index) => at - (checks[index] ?? 0));
  expect(intervals.length).toBeGreaterThan(55);
  expect(new Set(intervals)).toEqual(new Set([5]));
});

test('a lost webhook is noticed after a quarter of the time that the change took', () => {
  const completed = life({ changes: [{ at: 8 * HOUR, status: 'completed' }] });
  const [arrived, lost] = [
    checksOf(completed, 'arrive').at(-1),
    checksOf(completed, 'lost').at(-1),
  ];
  expect(arrived).toBe(8 * HOUR);
  expect(lost).toBeGreaterThan(8 * HOUR);
  expect(lost).toBeLessThanOrEqual(10 * HOUR);
});

test('a webhook costs one check, and one more restarts the schedule while the order is open', () => {
  const completed = life({ changes: [{ at: HOUR, status: 'completed' }] });
  expect(checksOf(completed, 'arrive').length).toBe(checksOf(unwatched, 'lost', HOUR).length + 1);
  const processing = life({ changes: [{ at: HOUR, status: 'processing' }] });
  expect(checksOf(processing, 'arrive').filter((at) => at < HOUR + 50)).toContain(HOUR + 10);
});

test('an abandoned order is given up in its second week, and a failed one after a day', () => {
  const last = (name: string) => {
    const found = lives.find((each) => each.name.startsWith(name));
    return (found && checksOf(found, 'lost').at(-1)) ?? 0;
  };
  expect(last('abandoned') / DAY).toBeGreaterThan(7);
  expect(last('abandoned') / DAY).toBeLessThan(8);
  expect(last('failed') / DAY).toBeCloseTo(1, 1);
});

test('what is lost is a share of the orders', () => {
  const left = lives.find(({ name }) => name.startsWith('left'));
  if (!left) throw new Error('There is no such life.');
  const [none, half, all] = [getsOf(left, 0), getsOf(left, 0.5), getsOf(left, 1)];
  expect(none).not.toBe(all);
  expect(half).toBe((none + all) / 2);
});

test('the kinds of life are all orders', () => {
  expect(lives.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
});

test('Proof says pending until the first change', () => {
  const left = life({ changes: [{ at: 60, status: 'processing' }] });
  expect([59, 60, 61].map((at) => statusAt(left, at))).toEqual([
    'pending',
    'processing',
    'processing',
  ]);
});
