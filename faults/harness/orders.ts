import { randomUUID } from 'node:crypto';
import type { SignedInUser } from '../../lib/users/data';
import { mintSession } from '../../lib/widget-sessions/mint';
import { orderSchema } from '../../lib/widget-sessions/schema';
import { each, range } from './each';
import type { Stack } from './stack';

export type Minted = {
  id: string;
  merchantTransactionId: string;
  user: SignedInUser;
};

const MINTS_AT_A_TIME = 4;
const parseOrder = orderSchema(['TRC20:USDT']);

export async function addCustomer({ query }: Pick<Stack, 'query'>): Promise<SignedInUser> {
  const id = randomUUID();
  const email = `${id}@example.com`;
  await query('INSERT INTO users (id, email) VALUES ($1, $2)', [id, email]);
  return { id, name: null, email, role: 'customer' };
}

/** Orders as the server action places them, through the same function of `lib`. */
export async function mint(user: SignedInUser, idempotencyKey = randomUUID()): Promise<Minted> {
  const order = parseOrder.parse({
    idempotencyKey,
    type: 'buy',
    asset: 'TRC20:USDT',
    amount: '100',
  });
  const { transactionId: id, session } = await mintSession({
    user,
    order,
    clientIp: undefined,
    requestId: 'faults',
  });
  return { id, merchantTransactionId: session.merchant_transaction_id, user };
}

/** `count` transactions, spread over the customers. */
export function mintMany(users: SignedInUser[], count: number): Promise<Minted[]> {
  return each(range(count), MINTS_AT_A_TIME, (index) => {
    const user = users[index % users.length];
    if (!user) throw new RangeError('Nobody to mint for.');
    return mint(user);
  });
}

export function addCustomers(stack: Stack, count: number): Promise<SignedInUser[]> {
  return Promise.all(range(count).map(() => addCustomer(stack)));
}
