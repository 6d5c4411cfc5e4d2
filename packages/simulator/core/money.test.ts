import { describe, expect, it } from 'vitest';
import { add, formatDecimal, isDecimal, multiply, parseDecimal, rescale } from './money';
import { quote } from './quote';

describe('money', () => {
  it('keeps every digit of an amount that a float would round', () => {
    expect(formatDecimal(parseDecimal('123456789012.123456789012345678'))).toBe(
      '123456789012.123456789012345678',
    );
  });

  it('adds a tenth and two tenths to exactly three tenths', () => {
    expect(formatDecimal(add(parseDecimal('0.1'), parseDecimal('0.2')))).toBe('0.3');
  });

  it('rounds half up to cents', () => {
    const product = multiply(parseDecimal('1.005'), parseDecimal('1'));
    expect(formatDecimal(rescale(product, 2))).toBe('1.01');
  });

  it.each(['', '-1', '+1', '1e3', '.5', '1.', '1,5', ' 1', '٣'])('refuses %j', (text) => {
    expect(isDecimal(text)).toBe(false);
  });

  it('a buyer pays the fee on top and a seller gets the payout without it', () => {
    expect(quote('buy', 'USDT', '100', 'EUR')).toMatchObject({ fee: '1.38', total: '93.53' });
    expect(quote('sell', 'USDT', '100', 'EUR')).toMatchObject({ fee: '1.38', total: '90.77' });
  });

  it('a fee larger than the sale pays out nothing rather than a negative amount', () => {
    expect(quote('sell', 'USDT', '0.01', 'EUR').total).toBe('0.00');
  });
});
