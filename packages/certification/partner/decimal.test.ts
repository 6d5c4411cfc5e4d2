import { expect, test } from 'vitest';
import { formatUnits, toUnits } from './decimal';

test.each([
  ['100', '100'],
  ['0.10', '0.1'],
  [12.5, '12.5'],
  ['-3.000000000000000001', '-3.000000000000000001'],
  ['12345678901234567890.1', '12345678901234567890.1'],
])('%s is read exactly', (value, text) => {
  expect(formatUnits(toUnits(value) ?? 0n)).toBe(text);
});

test.each(['', 'ten', '1e3', '1,000', null, undefined, {}])('%s is no decimal', (value) => {
  expect(toUnits(value)).toBe(null);
});
