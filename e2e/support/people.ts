import { builtAction } from '../../testing/built-app';
import { sessionCookie } from '../../testing/session-cookie';
import { query } from './database';
import type { Stack } from './stack';

/** Somebody who sends requests without a browser. */
export type Person = {
  id: string;
  /** Signs them in. */
  cookie: string;
};

export async function addPerson(stack: Stack, role: 'customer' | 'operator'): Promise<Person> {
  const id = crypto.randomUUID();
  await query(stack, 'INSERT INTO users (id, name, email, role) VALUES ($1, $2, $3, $4)', [
    ...[id, `A ${role}`, `${id}@example.com`, role],
  ]);
  const { name, value } = await sessionCookie(id, stack.authSecret);
  return { id, cookie: `${name}=${value}` };
}

type Call = { cookie: string; path: string; args: unknown[]; origin?: string };

/** Calls a server action as a page of the app does. */
export function callAction(
  stack: Stack,
  name: string,
  { cookie, path, args, origin = stack.appUrl }: Call,
) {
  return fetch(stack.appUrl + path, {
    method: 'POST',
    redirect: 'manual',
    headers: {
      ...{ cookie, origin, 'content-type': 'text/plain;charset=UTF-8' },
      'next-action': builtAction(name).id,
    },
    body: JSON.stringify(args),
  });
}

export type PlacedOrder = { id: string; proofId: string };

export async function orderAs(stack: Stack, { id, cookie }: Person): Promise<PlacedOrder> {
  const order = { type: 'buy', asset: 'TRC20:USDT', amount: '10' };
  const args = [{ ...order, idempotencyKey: crypto.randomUUID() }];
  const response = await callAction(stack, 'mintSessionAction', { cookie, path: '/buy', args });
  const placed = await query<PlacedOrder>(
    stack,
    `SELECT id, merchant_transaction_id AS "proofId" FROM transactions
     WHERE user_id = $1 ORDER BY created_at DESC LIMIT 1`,
    [id],
  );
  if (!placed[0]) throw new Error(`No order was placed: ${await response.text()}`);
  return placed[0];
}
