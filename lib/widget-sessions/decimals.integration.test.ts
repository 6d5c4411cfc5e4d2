import { expect, test } from 'vitest';
import { withPartnerApp } from '../../testing/partner-app';
import { parseAsset } from '../assets';
import { db } from '../db';
import { env } from '../env';
import { toPublicError } from '../errors';
import { mintSession } from './mint';
import { orderSchema } from './schema';

const app = withPartnerApp();
/** The assets of the demo, and the others that the simulator offers. */
const assetIds = () => [...env().PROOF_ASSETS, 'BEP20:USDC', 'ERC20:ETH', 'BITCOIN:BTC'];

function parseOrder(asset: string, decimals: number) {
  return orderSchema(assetIds()).safeParse({
    idempotencyKey: crypto.randomUUID(),
    type: 'buy',
    asset,
    amount: `1.${'1'.repeat(decimals)}`,
  });
}

test('every asset can be ordered with all its decimal places', async () => {
  const user = await app.addCustomer();
  for (const id of assetIds()) {
    const order = parseOrder(id, parseAsset(id).decimals);
    if (!order.success) throw order.error;
    const minted = await mintSession({
      user,
      order: order.data,
      clientIp: undefined,
    });
    expect(minted.session.amount).toBe(order.data.amount);
    const { requestedAmount } = await db().transaction.findUniqueOrThrow({
      where: { id: minted.transactionId },
    });
    expect(requestedAmount.toFixed()).toBe(order.data.amount);
  }
});

test('one more decimal place is refused, naming the number allowed', () => {
  for (const { id, currency, decimals } of assetIds().map(parseAsset)) {
    const problems = parseOrder(id, decimals + 1).error?.issues;
    expect(problems).toMatchObject([
      { path: ['amount'], message: `Enter at most ${decimals} decimal places for ${currency}.` },
    ]);
  }
});

test('when only the provider refuses an amount, the customer reads what to change', async () => {
  const order = parseOrder('TRC20:USDT', 6);
  if (!order.success) throw order.error;
  const user = await app.addCustomer();
  const failure = await mintSession({
    user,
    order: { ...order.data, amount: '1.1234567' },
    clientIp: undefined,
  }).catch((error: unknown) => toPublicError(error, 'request-1'));
  expect(failure).toMatchObject({
    code: 'order_not_accepted',
    message: expect.stringContaining('Try a different amount or fewer decimal places.'),
  });
});
