import { add, formatDecimal, multiply, parseDecimal, rescale, subtractToZero } from './money';

export const DEFAULT_FIAT_CURRENCIES = ['EUR', 'USD', 'GBP'];

// Fixed, so that runs can be compared. Any other price is 1.
const PRICES: Record<string, Record<string, string>> = {
  USDT: { EUR: '0.9215', USD: '1.0004', GBP: '0.7893' },
  USDC: { EUR: '0.9212', USD: '1.0000', GBP: '0.7890' },
  ETH: { EUR: '3118.40', USD: '3385.20', GBP: '2670.90' },
  BTC: { EUR: '88240.00', USD: '95790.00', GBP: '75580.00' },
};

const FEE_SHARE = '0.015';
const MIN_FEE = '0.50';

export type Quote = { price: string; subtotal: string; fee: string; total: string };

/** The fiat price of a crypto amount. A buyer pays the fee on top; a seller's payout is reduced by it. */
export function quote(type: 'buy' | 'sell', currency: string, amount: string, fiat: string): Quote {
  const price = PRICES[currency]?.[fiat] ?? '1';
  const subtotal = rescale(multiply(parseDecimal(amount), parseDecimal(price)), 2);
  const share = rescale(multiply(subtotal, parseDecimal(FEE_SHARE)), 2);
  const minimum = parseDecimal(MIN_FEE);
  const fee = share.units > minimum.units ? share : minimum;
  const total = type === 'buy' ? add(subtotal, fee) : subtractToZero(subtotal, fee);
  return {
    price,
    subtotal: formatDecimal(subtotal),
    fee: formatDecimal(fee),
    total: formatDecimal(total),
  };
}
