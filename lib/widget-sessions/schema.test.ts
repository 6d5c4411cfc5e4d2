import { expect, test } from 'vitest';
import { prefillSchema } from './schema';

const assets = ['TRC20:USDT', 'ERC20:USDT'];
const previous = '0192d3a0-0000-7000-8000-000000000001';

function prefill(query: Record<string, unknown>) {
  return prefillSchema(assets).parse(query);
}

test('a link fills in amount, asset and the order that is started again', () => {
  expect(prefill({ amount: '099.50', asset: 'ERC20:USDT', previous })).toEqual({
    amount: '99.50',
    asset: 'ERC20:USDT',
    previousId: previous,
  });
});

test.each([
  ['nothing', {}],
  ['an amount with separators', { amount: '1,234.56' }],
  ['an amount with too many decimals', { amount: '1.1234567' }],
  ['an amount above the limit', { amount: '1000000' }],
  ['an asset that is not offered, with its amount', { amount: '1', asset: 'BITCOIN:BTC' }],
  ['repeated parameters', { amount: ['1', '2'], asset: ['TRC20:USDT'], previous: [previous] }],
  ['an order id that is none', { previous: "1' OR 1=1" }],
  ['parameters of others', { utm_source: 'mail' }],
])('%s: the form stays as it is', (_, query) => {
  expect(prefill(query)).toEqual({ amount: null, asset: 'TRC20:USDT', previousId: null });
});
