import { expect, test } from 'vitest';
import { snapshotSchema } from './schema';

const response = {
  merchant_transaction_id: 'merchant-1',
  partner_user_id: 'user-1',
  status: 'completed',
  type: 'buy',
  currency: 'USDT',
  network: 'TRC20',
  fiat_currency: 'EUR',
  created_at: '2026-01-01T00:00:00Z',
  updated_at: '2026-01-01T00:00:00Z',
};

test.each([
  ['99.5', '99.5'],
  ['99.50', '99.5'],
  ['099.5', '99.5'],
  ['100.00', '100'],
  ['0.10', '0.1'],
  ['0', '0'],
  ['00', '0'],
  ['1.1234567890123456789', '1.123456789012345678'],
  ['', null],
  [null, null],
  [undefined, null],
])('the amount %j is read as %j, however it is written', (fiat_amount, plain) => {
  expect(snapshotSchema.parse({ ...response, fiat_amount }).fiat_amount).toBe(plain);
});

test.each(['1e3', '-1', '1,000', ' 1', '.5'])('%j is no amount', (fiat_amount) => {
  expect(snapshotSchema.safeParse({ ...response, fiat_amount }).success).toBe(false);
});
