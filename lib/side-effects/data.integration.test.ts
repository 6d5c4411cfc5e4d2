import { expect, test } from 'vitest';
import { order, withPartnerApp } from '../../testing/partner-app';
import { db } from '../db';
import type { SignedInUser } from '../users/data';
import { mintSession } from '../widget-sessions/mint';
import { getBalances } from './data';

const app = withPartnerApp();

async function addEntry(user: SignedInUser, currency: string, amount: string): Promise<void> {
  const request = { user, order: order(), clientIp: undefined };
  const { transactionId } = await mintSession(request);
  await db().balanceEntry.create({ data: { userId: user.id, transactionId, currency, amount } });
}

test("a balance is the exact sum of the customer's own entries in each currency", async () => {
  const [customer, other] = [await app.addCustomer(), await app.addCustomer()];
  await addEntry(customer, 'USDT', '0.1');
  await addEntry(customer, 'USDT', '0.2');
  await addEntry(customer, 'USDT', '-0.05');
  await addEntry(customer, 'ETH', '1.000000000000000001');
  await addEntry(other, 'USDT', '1000');
  expect(await getBalances(customer.id)).toEqual([
    { currency: 'ETH', amount: '1.000000000000000001' },
    { currency: 'USDT', amount: '0.25' },
  ]);
});

test('a customer without completed transactions has no balance', async () => {
  const { id } = await app.addCustomer();
  expect(await getBalances(id)).toEqual([]);
});
