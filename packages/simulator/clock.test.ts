import { expect, test } from 'vitest';
import { ClockError, VirtualClock } from './clock';

const HOUR_MS = 3_600_000;

function frozenClock() {
  const clock = new VirtualClock();
  clock.restore({ offsetMs: 0, frozenAtMs: 0 });
  return clock;
}

test('moving the clock runs what falls due on the way, in order and at its due time', () => {
  const clock = frozenClock();
  const ran: [string, number][] = [];
  const note = (name: string) => () => ran.push([name, clock.nowMs()]);
  clock.schedule(2 * HOUR_MS, note('second'));
  clock.schedule(HOUR_MS, () => {
    note('first')();
    clock.schedule(clock.nowMs() + 1, note('scheduled on the way'));
  });
  clock.schedule(2 * HOUR_MS, note('second, added later'));
  clock.schedule(7 * HOUR_MS, note('after the target'));
  clock.moveTo(6 * HOUR_MS);
  expect(ran).toEqual([
    ['first', HOUR_MS],
    ['scheduled on the way', HOUR_MS + 1],
    ['second', 2 * HOUR_MS],
    ['second, added later', 2 * HOUR_MS],
  ]);
  expect(clock.nowMs()).toBe(6 * HOUR_MS);
});

test('a cancelled timer does not run, unlike others due at the same time', () => {
  const clock = frozenClock();
  const ran: string[] = [];
  clock.schedule(HOUR_MS, () => ran.push('kept'));
  clock.schedule(HOUR_MS, () => ran.push('cancelled'))();
  clock.schedule(HOUR_MS, () => ran.push('kept too'));
  clock.moveTo(HOUR_MS);
  expect(ran).toEqual(['kept', 'kept too']);
});

test('the clock never moves back', () => {
  const clock = frozenClock();
  clock.moveTo(HOUR_MS);
  expect(() => clock.moveTo(HOUR_MS - 1)).toThrow(ClockError);
});

test('freezing and unfreezing the clock keeps its offset', () => {
  const clock = new VirtualClock();
  clock.moveTo(clock.nowMs() + HOUR_MS);
  clock.setFrozen(true);
  clock.setFrozen(false);
  expect(clock.nowMs() - Date.now()).toBeGreaterThan(HOUR_MS - 60_000);
  clock.stop();
});
