import { expect, test } from 'vitest';
import { add, formatDecimal, isDecimal, multiply, parseDecimal, rescale } from './money';
import { quote } from './quote';

test('an amount keeps every digit that a float would round', () => {
  expect(formatDecimal(parseDecimal('123456789012.123456789012345678'))).toBe(
    '123456789012.123456789012345678',
  );
});

test('0.1 and 0.2 add up to exactly 0.3', () => {
  expect(formatDecimal(add(parseDecimal('0.1'), parseDecimal('0.2')))).toBe('0.3');
});

test('amounts are rounded half up to cents', () => {
  const product = multiply(parseDecimal('1.005'), parseDecimal('1'));
  expect(formatDecimal(rescale(product, 2))).toBe('1.01');
});

test.each(['', '-1', '+1', '1e3', '.5', '1.', '1,5', ' 1', '٣'])(
  '%j is not a decimal amount',
  (text) => {
    expect(isDecimal(text)).toBe(false);
  },
);

test("a buyer pays the fee on top, a seller's payout is reduced by it", () => {
  expect(quote('buy', 'USDT', '100', 'EUR')).toMatchObject({ fee: '1.38', total: '93.53' });
  expect(quote('sell', 'USDT', '100', 'EUR')).toMatchObject({ fee: '1.38', total: '90.77' });
});

test('a fee larger than the sale results in a payout of zero', () => {
  expect(quote('sell', 'USDT', '0.01', 'EUR').total).toBe('0.00');
});
