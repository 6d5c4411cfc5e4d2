import { randomUUID } from 'node:crypto';
import pLimit from 'p-limit';
import type { SignedInUser } from '../../lib/users/data';
import { mintSession } from '../../lib/widget-sessions/mint';
import { orderSchema } from '../../lib/widget-sessions/schema';
import { range } from './range';
import type { Stack } from './stack';

export type MintedTransaction = {
  id: string;
  merchantTransactionId: string;
  user: SignedInUser;
};

const MINT_CONCURRENCY = 4;
const parseOrder = orderSchema(['TRC20:USDT']);

export async function addCustomer({ query }: Pick<Stack, 'query'>): Promise<SignedInUser> {
  const id = randomUUID();
  const email = `${id}@example.com`;
  await query('INSERT INTO users (id, email) VALUES ($1, $2)', [id, email]);
  return { id, name: null, email, role: 'customer' };
}

export function addCustomers(stack: Stack, count: number): Promise<SignedInUser[]> {
  return Promise.all(range(count).map(() => addCustomer(stack)));
}

/** Mints a session with the `lib` function that the server action calls. */
export async function mint(
  user: SignedInUser,
  idempotencyKey = randomUUID(),
): Promise<MintedTransaction> {
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
  });
  return { id, merchantTransactionId: session.merchant_transaction_id, user };
}

export function mintMany(users: SignedInUser[], count: number): Promise<MintedTransaction[]> {
  return pLimit(MINT_CONCURRENCY).map(range(count), (index) => {
    const user = users[index % users.length];
    if (!user) throw new RangeError('There is no user to mint for.');
    return mint(user);
  });
}
