import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatAmount } from './money';

test('formatting groups digits, pads to two decimals and never rounds', () => {
  expect(formatAmount('1234567.5')).toBe('1,234,567.50');
  expect(formatAmount('9007199254740993.000001')).toBe('9,007,199,254,740,993.000001');
  expect(formatAmount('0.123456789012345678')).toBe('0.123456789012345678');
  expect(formatAmount('12.500000')).toBe('12.50');
  expect(formatAmount('1000', 0)).toBe('1,000');
  expect(formatAmount('-1234.5')).toBe('-1,234.50');
});

test('an amount is formatted as Intl formats it in English', () => {
  const digits = fc.stringMatching(/^\d{1,12}$/);
  const amount = fc.tuple(fc.bigInt({ min: 0n, max: 10n ** 20n }), digits).map((p) => p.join('.'));
  fc.assert(
    fc.property(amount, fc.constantFrom<0 | 2>(0, 2), (plain, minimumFractionDigits) => {
      const format = new Intl.NumberFormat('en', {
        minimumFractionDigits,
        maximumFractionDigits: 12,
      });
      const expected = format.format(plain as Intl.StringNumericLiteral);
      expect(formatAmount(plain, minimumFractionDigits)).toBe(expected);
    }),
  );
});
