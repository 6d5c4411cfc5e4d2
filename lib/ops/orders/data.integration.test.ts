import { beforeAll, expect, test } from 'vitest';
import { order, withPartnerApp } from '../../../testing/partner-app';
import { addPastTransactions } from '../../../testing/past-transactions';
import { db } from '../../db';
import { withRequestId } from '../../request-id';
import { ingestHint } from '../../transactions/ingest';
import type { SignedInUser } from '../../users/data';
import { mintSession } from '../../widget-sessions/mint';
import type { Order } from '../../widget-sessions/schema';
import { getOrder, getOrderPage } from './data';

const app = withPartnerApp();

let user: SignedInUser;
let own: { id: string; merchantTransactionId: string };

async function mint(customer: SignedInUser, placed: Order, requestId: string) {
  const work = () => mintSession({ user: customer, order: placed, clientIp: undefined });
  const { transactionId: id, session } = await withRequestId(requestId, work);
  return { id, merchantTransactionId: session.merchant_transaction_id };
}

beforeAll(async () => {
  user = await app.addCustomer();
  own = await mint(user, order(), 'request-of-own');
  await mint(await app.addCustomer(), order(), 'request-of-another');
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

/** Entries of the index of the lists that were read so far. */
async function entriesRead(): Promise<number> {
  await db().$queryRaw`SELECT pg_stat_force_next_flush()::text`;
  const [row] = await db().$queryRaw<[{ read: bigint }]>`
    SELECT idx_tup_read AS read FROM pg_stat_user_indexes
    WHERE indexrelname = 'transactions_console_idx'`;
  return Number(row.read);
}

test('a page of the list reads no more of it than it shows, wherever it is', async () => {
  await addPastTransactions(user.id, 20_000);
  const oldest = await db().transaction.findMany({ orderBy: { createdAt: 'asc' }, take: 100 });
  const { createdAt, id } = oldest[99] ?? expect.unreachable();
  for (const position of [{}, { after: { time: createdAt.toISOString(), id } }]) {
    const before = await entriesRead();
    const { rows } = await getOrderPage({}, position);
    expect(rows).toHaveLength(50);
    const read = (await entriesRead()) - before;
    expect(read).toBeGreaterThanOrEqual(50);
    expect(read).toBeLessThanOrEqual(53);
  }
});

test('the deposit addresses of a failed sell are known to operators, and each of them finds it', async () => {
  const sell = await mint(user, order({ type: 'sell' }), 'request-of-sell');
  const merchantTransactionId = sell.merchantTransactionId;
  for (const address of ['T-first', 'T-second'])
    await ingestHint({
      ...{ merchantTransactionId, source: 'widget', status: 'awaiting_deposit', reason: '' },
      ...{ providerTime: null, depositAddress: address },
      payload: { callback: 'onSellTransferEnabled', address },
    });
  // As a fact of its failure does.
  const failed = { status: 'failed', depositAddress: null } as const;
  await db().transaction.update({ where: { id: sell.id }, data: failed });
  const found = await getOrder(sell.id);
  expect(found?.transaction.depositAddress).toBeNull();
  expect(found?.depositAddress).toBe('T-second');
  for (const address of ['T-first', 'T-second']) expect(await find(address)).toEqual([sell.id]);
  expect(await find('T-')).toEqual([]);
});
