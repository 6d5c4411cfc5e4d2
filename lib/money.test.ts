import { expect, test } from 'vitest';
import { formatAmount, parseAmount } from './money';

const usdt = { currency: 'USDT', decimals: 6 };

test.each([
  ['100', '100'],
  [' 99.50 ', '99.50'],
  ['0100', '100'],
  ['0.000001', '0.000001'],
  ['999999.999999', '999999.999999'],
])('the amount %j is parsed as %s', (typed, amount) => {
  expect(parseAmount(typed, usdt)).toEqual({ amount });
});

test.each([
  ['', 'Enter an amount.'],
  ['1,5', 'Use a point for decimals, for example 99.50.'],
  ['-5', 'Enter a number, for example 100 or 99.50.'],
  ['1e3', 'Enter a number, for example 100 or 99.50.'],
  ['NaN', 'Enter a number, for example 100 or 99.50.'],
  ['٣', 'Enter a number, for example 100 or 99.50.'],
  ['.5', 'Enter a number, for example 100 or 99.50.'],
  ['0.000', 'Enter an amount greater than zero.'],
  ['1.0000001', 'Enter at most 6 decimal places for USDT.'],
  ['1000000', 'Enter less than 1,000,000 USDT.'],
  ['9'.repeat(90), 'Enter less than 1,000,000 USDT.'],
])('the amount %j is rejected with a message', (typed, problem) => {
  expect(parseAmount(typed, usdt)).toEqual({ problem });
});

test('18 decimals are kept exactly', () => {
  const typed = '0.123456789012345678';
  expect(parseAmount(typed, { currency: 'USDT', decimals: 18 })).toEqual({ amount: typed });
  expect(formatAmount(typed)).toBe(typed);
});

test('formatting groups digits, pads to two decimals and never rounds', () => {
  expect(formatAmount('1234567.5')).toBe('1,234,567.50');
  expect(formatAmount('9007199254740993.000001')).toBe('9,007,199,254,740,993.000001');
});
