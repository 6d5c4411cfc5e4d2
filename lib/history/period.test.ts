import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isTimeZone, periodOf, startOfDay } from './period';

test.each([
  ['UTC', '2026-04-01', '2026-04-01T00:00:00.000Z'],
  ['Europe/Berlin', '2026-04-01', '2026-03-31T22:00:00.000Z'],
  ['Asia/Kolkata', '2026-04-01', '2026-03-31T18:30:00.000Z'],
  ['Pacific/Kiritimati', '2026-04-01', '2026-03-31T10:00:00.000Z'],
  ['America/New_York', '2026-03-08', '2026-03-08T05:00:00.000Z'],
  ['America/New_York', '2026-03-09', '2026-03-09T04:00:00.000Z'],
])('in %s, %s starts at %s', (zone, day, start) => {
  expect(startOfDay(day, zone).toISOString()).toBe(start);
});

test('where clocks are put forward at midnight, the day starts at 01:00', () => {
  expect(startOfDay('2026-09-06', 'America/Santiago').toISOString()).toBe(
    '2026-09-06T04:00:00.000Z',
  );
});

test('a day starts at its first moment, in every zone and year', () => {
  const zones = Intl.supportedValuesOf('timeZone');
  const days = fc.date({
    min: new Date('2000-01-01'),
    max: new Date('2099-12-31'),
    noInvalidDate: true,
  });
  const dayIn = (atMs: number, timeZone: string) =>
    new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(atMs);
  fc.assert(
    fc.property(fc.constantFrom(...zones), days, (zone, date) => {
      const day = date.toISOString().slice(0, 10);
      const startMs = startOfDay(day, zone).getTime();
      // Samoa and Tokelau had no such day.
      fc.pre(day !== '2011-12-30');
      expect(dayIn(startMs, zone)).toBe(day);
      expect(dayIn(startMs - 1, zone) < day).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('a period lasts from the first moment of its first day to the last of its last day', () => {
  const { start, end } = periodOf({ from: '2026-02-27', to: '2026-02-28', zone: 'Europe/Berlin' });
  expect(start?.toISOString()).toBe('2026-02-26T23:00:00.000Z');
  expect(end?.toISOString()).toBe('2026-02-28T23:00:00.000Z');
  expect(periodOf({})).toEqual({ start: undefined, end: undefined });
});

test('only time zones are time zones', () => {
  expect(['Europe/Berlin', 'UTC'].map(isTimeZone)).toEqual([true, true]);
  expect(['Mars/Olympus', '', '../x'].map(isTimeZone)).toEqual([false, false, false]);
});
