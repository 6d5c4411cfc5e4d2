import { randomUUID } from 'node:crypto';
import pLimit from 'p-limit';
import { db } from '../../../lib/db';
import type { SignedInUser } from '../../../lib/users/data';
import { mintSession } from '../../../lib/widget-sessions/mint';
import { orderSchema } from '../../../lib/widget-sessions/schema';

const CONCURRENCY = 4;
const parseOrder = orderSchema(['TRC20:USDT']);

export async function addCustomer(): Promise<SignedInUser> {
  const id = randomUUID();
  const email = `${id}@example.com`;
  await db().user.create({ data: { id, email } });
  return { id, name: null, email, role: 'customer' };
}

export async function addCustomers(count: number): Promise<SignedInUser[]> {
  return Promise.all(Array.from({ length: count }, addCustomer));
}

export async function placeOrder(user: SignedInUser): Promise<string> {
  const order = parseOrder.parse({
    ...{ idempotencyKey: randomUUID(), type: 'buy', asset: 'TRC20:USDT', amount: '100' },
  });
  const { session } = await mintSession({ user, order, clientIp: undefined });
  return session.merchant_transaction_id;
}

/** Places orders of each user in turn. Returns the merchant transaction ids. */
export function placeOrders(users: SignedInUser[], count: number): Promise<string[]> {
  return pLimit(CONCURRENCY).map(Array(count).keys(), (number) => {
    const user = users[number % users.length];
    if (!user) throw new RangeError('There is no user to order for.');
    return placeOrder(user);
  });
}
