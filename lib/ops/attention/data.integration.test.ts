import { expect, test, vi } from 'vitest';
import { order, withPartnerApp } from '../../../testing/partner-app';
import { db } from '../../db';
import type { Prisma } from '../../generated/prisma/client';
import { ingestHint } from '../../transactions/ingest';
import { mintSession } from '../../widget-sessions/mint';
import { settleContradiction } from '../mutations';
import { findContradictions, getOrdersNeedingAttention } from './data';

const app = withPartnerApp({ PROOF_DEPOSIT_WINDOW_MINUTES: '60' });

async function mint(data: Prisma.TransactionUpdateInput = {}): Promise<string> {
  const user = await app.addCustomer();
  const request = { user, order: order(), clientIp: undefined };
  const { transactionId: id } = await mintSession(request);
  await db().transaction.update({ where: { id }, data });
  return id;
}

const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000);

test('operators see every order that needs attention with its reason, oldest first, and no others', async () => {
  await mint();
  const failing = await mint({ failedChecks: 3, updatedAt: ago(30) });
  const { merchantTransactionId } = await db().transaction.findUniqueOrThrow({
    where: { id: failing },
  });
  const contradicted = await mint();
  await db().transactionEvent.updateMany({
    where: { transactionId: contradicted },
    data: {
      ...{ factOutcome: 'contradiction', recordedAt: ago(20) },
      reason: 'Proof says failed after completed.',
    },
  });
  const unfinished = await mint();
  await db().sideEffect.create({
    data: {
      ...{ transactionId: unfinished, attempts: 2, createdAt: ago(10) },
      lastError: 'Error: the ledger is closed',
    },
  });
  const list = async () => (await getOrdersNeedingAttention()).map((row) => [row.id, row.reasons]);
  // The last call is the one that placed the order, which succeeded.
  expect((await list())[0]).toEqual([failing, ['The last 3 status checks failed.']]);
  const call = { endpoint: 'GET /widget/transactions/{id}', merchantTransactionId, durationMs: 1 };
  await db().providerCall.create({ data: { ...call, httpStatus: 403, error: 'forbidden' } });
  expect(await list()).toEqual([
    [failing, ['The last 3 status checks failed: Server not registered.']],
    [contradicted, ['Proof says failed after completed.']],
    [unfinished, ['The side effect failed 2 times: Error: the ledger is closed']],
  ]);
});

test.each<[string, Prisma.TransactionUpdateInput, number, RegExp]>([
  ['a buy that was paid', { type: 'buy', reportedStatus: 'paid' }, 60, /^The widget reported/],
  ['a processing buy', { type: 'buy', status: 'processing' }, 60, /^The payment was captured/],
  ['a sell after its deposit window', { type: 'sell' }, 75, /^The time for the deposit is over/],
  ['a processing sell', { type: 'sell', status: 'processing' }, 24 * 60, /^The deposit arrived/],
])('%s needs attention after its time, not before', async (_name, state, minutes, reason) => {
  const inTime = await mint({ ...state, updatedAt: ago(minutes - 1) });
  const late = await mint({ ...state, updatedAt: ago(minutes + 1) });
  const rows = await getOrdersNeedingAttention();
  expect(rows.find(({ id }) => id === late)?.reasons).toEqual([expect.stringMatching(reason)]);
  expect(rows.some(({ id }) => id === inTime)).toBe(false);
});

test('a buy whose payment Proof never confirms needs attention, whatever the widget reports after it', async () => {
  const user = await app.addCustomer();
  const request = { user, order: order(), clientIp: undefined };
  const { transactionId: id, session } = await mintSession(request);
  // As the widget calls back for a payment that succeeds.
  for (const status of ['widget_ready', 'pending', 'paid', 'payment_finished'])
    await ingestHint({
      ...{ merchantTransactionId: session.merchant_transaction_id, source: 'widget', status },
      ...{ providerTime: null, reason: 'The widget called back.', payload: {} },
    });
  await db().transaction.update({ where: { id }, data: { updatedAt: ago(61) } });
  const rows = await getOrdersNeedingAttention();
  expect(rows.find((row) => row.id === id)?.reasons).toEqual([
    'The widget reported the payment an hour ago, and Proof has not confirmed it.',
  ]);
});

test('a copy of a webhook does not take an order off the list', async () => {
  const id = await mint({ status: 'processing' });
  const { merchantTransactionId } = await db().transaction.findUniqueOrThrow({ where: { id } });
  const providerTime = ago(120);
  const webhook = () =>
    ingestHint({
      ...{ merchantTransactionId, source: 'webhook', status: 'processing', providerTime },
      ...{ reason: 'Proof sent it to our webhook.', payload: {} },
    });
  await webhook();
  await db().transaction.update({ where: { id }, data: { updatedAt: ago(61) } });
  expect(await webhook()).toBe('duplicate');
  expect((await getOrdersNeedingAttention()).some((row) => row.id === id)).toBe(true);
});

test('a buy that nobody paid for needs no attention, however old', async () => {
  const abandoned = await mint({ type: 'buy', updatedAt: ago(60 * 24 * 30) });
  const rows = await getOrdersNeedingAttention();
  expect(rows.some(({ id }) => id === abandoned)).toBe(false);
});

test('on a machine whose clock is ahead, no order needs attention before its time', async () => {
  const inTime = await mint({ status: 'processing', updatedAt: ago(59) });
  const late = await mint({ status: 'processing', updatedAt: ago(61) });
  vi.useFakeTimers({ now: Date.now() + 3_600_000, toFake: ['Date'] });
  const listed = (await getOrdersNeedingAttention().finally(vi.useRealTimers)).map(({ id }) => id);
  expect(listed).toContain(late);
  expect(listed).not.toContain(inTime);
});

test('what an operator settled is not listed any more, and a contradiction that they did not see is', async () => {
  const id = await mint();
  const { userId } = await db().transaction.findUniqueOrThrow({ where: { id } });
  const contradict = () =>
    db().transactionEvent.create({
      data: {
        ...{ kind: 'fact', source: 'api', factOutcome: 'contradiction', status: 'failed' },
        ...{ userId, transactionId: id, reason: 'Proof says failed after completed.' },
      },
    });
  await contradict();
  const [seen] = await findContradictions(id);
  const operator = await app.addCustomer();
  const settle = (sequence = 0) => settleContradiction({ transactionId: id, sequence }, operator);
  // One that no operator can have seen settles nothing in advance.
  expect(await settle(1_000_000)).toBe(false);
  // Arrives while the operator reads.
  await contradict();
  expect(await settle(seen?.sequence)).toBe(true);
  expect(await settle(seen?.sequence)).toBe(false);
  const [unseen, ...more] = await findContradictions(id);
  expect(unseen?.sequence).toBeGreaterThan(seen?.sequence ?? 0);
  expect(more).toEqual([]);
  expect(await settle(unseen?.sequence)).toBe(true);
  expect((await getOrdersNeedingAttention()).some((row) => row.id === id)).toBe(false);
});
