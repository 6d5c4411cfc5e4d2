import { beforeAll, expect, test } from 'vitest';
import { order, withPartnerApp } from '../../../testing/partner-app';
import { db } from '../../db';
import type { SignedInUser } from '../../users/data';
import { mintSession } from '../../widget-sessions/mint';
import { getOrder, getOrderPage } from './data';

const app = withPartnerApp();

let user: SignedInUser;
let own: { id: string; merchantTransactionId: string };

beforeAll(async () => {
  const mint = async (customer: SignedInUser, requestId: string) => {
    const request = { user: customer, order: order(), clientIp: undefined, requestId };
    const { transactionId: id, session } = await mintSession(request);
    return { id, merchantTransactionId: session.merchant_transaction_id };
  };
  user = await app.addCustomer();
  own = await mint(user, 'request-of-own');
  await mint(await app.addCustomer(), 'request-of-another');
});

const find = async (q: string) => (await getOrderPage({ q }, {})).rows.map(({ id }) => id);

test('an order is found by every id that an operator can have in hand, and no other is', async () => {
  const { providerRequestId } = await db().providerCall.findFirstOrThrow({
    where: { merchantTransactionId: own.merchantTransactionId },
  });
  const known = [
    own.id,
    own.merchantTransactionId,
    own.merchantTransactionId.slice(0, 20),
    user.id,
    user.email,
    user.email.toUpperCase(),
    'request-of-own',
    providerRequestId ?? '',
  ];
  for (const q of known) expect(await find(q), q).toEqual([own.id]);
  for (const q of ['nobody@example.com', 'request-of-nobody', '%', '_'])
    expect(await find(q), q).toEqual([]);
});

test("one order is read by our id and by Proof's, with its customer", async () => {
  const byOurs = await getOrder(own.id);
  expect(byOurs?.customer.email).toBe(user.email);
  expect(await getOrder(own.merchantTransactionId)).toEqual(byOurs);
  expect(await getOrder(crypto.randomUUID())).toBeNull();
});
