import { expect, test } from 'vitest';
import { toOutcome } from './suite';

test('a suite that ran no test fails, even if its program exited with 0', () => {
  expect(toOutcome({ passed: 0, failed: 0, output: '' }, 0).failed).toBe(1);
});

test('a suite whose program exited with an error fails, even if every test passed', () => {
  expect(toOutcome({ passed: 5, failed: 0, output: '' }, 1)).toMatchObject({
    passed: 5,
    failed: 1,
  });
});

test('otherwise the counts of the suite are kept', () => {
  expect(toOutcome({ passed: 5, failed: 2, output: '' }, 1)).toMatchObject({
    passed: 5,
    failed: 2,
  });
  expect(toOutcome({ passed: 5, failed: 0, output: '' }, 0)).toMatchObject({
    passed: 5,
    failed: 0,
  });
});
