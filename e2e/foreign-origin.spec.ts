import { builtActions } from '../testing/built-app';
import { query } from './support/database';
import { expect, test } from './support/fixtures';
import { addPerson, callAction, orderAs } from './support/people';

const ORIGIN = 'https://elsewhere.example';

test('no action runs for a page of another origin, even with the cookie of an operator', async ({
  stack,
}) => {
  const { cookie } = await addPerson(stack, 'operator');
  const calls = builtActions().flatMap(({ id, name }) => [
    {
      name,
      send: () => callAction(stack, name, { cookie, path: '/buy', args: [], origin: ORIGIN }),
    },
    {
      name: `${name} as a form`,
      send: () =>
        fetch(`${stack.appUrl}/buy`, {
          method: 'POST',
          redirect: 'manual',
          headers: { cookie, origin: ORIGIN },
          body: form(`$ACTION_ID_${id}`),
        }),
    },
  ]);
  for (const { name, send } of calls) expect([name, (await send()).status]).toEqual([name, 403]);
});

test('an order that a page of another origin sends is not placed, and the same from the app is', async ({
  stack,
}) => {
  const customer = await addPerson(stack, 'customer');
  const order = { type: 'buy', asset: 'TRC20:USDT', amount: '10' };
  const args = [{ ...order, idempotencyKey: crypto.randomUUID() }];
  await callAction(stack, 'mintSessionAction', {
    ...{ cookie: customer.cookie, path: '/buy', args, origin: ORIGIN },
  });
  const countOrders = () =>
    query(stack, 'SELECT 1 FROM transactions WHERE user_id = $1', [customer.id]);
  expect(await countOrders()).toHaveLength(0);
  await orderAs(stack, customer);
  expect(await countOrders()).toHaveLength(1);
});

function form(name: string): FormData {
  const data = new FormData();
  data.append(name, '');
  return data;
}
