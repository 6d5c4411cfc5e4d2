import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { order, withPartnerApp } from '../../testing/partner-app';
import { db } from '../db';
import { startBackgroundJobs } from '../start-process';
import { mintSession } from '../widget-sessions/mint';
import { getBalances } from './data';
import { onCompleted } from './on-completed';

const app = withPartnerApp();
let jobs: ReturnType<typeof startBackgroundJobs>;
beforeAll(() => {
  jobs = startBackgroundJobs();
});
afterAll(() => jobs.stop());

/** A purchase that completed at Proof, was checked twice since, and whose side effect is done. */
async function completedPurchase() {
  const user = await app.addCustomer();
  const request = { user, order: order(), clientIp: undefined };
  const { transactionId, session } = await mintSession(request);
  const actions = `/transactions/${session.merchant_transaction_id}/actions`;
  for (const action of ['verify_identity', 'pay']) await app.control('POST', actions, { action });
  const done = { transactionId, doneAt: { not: null } };
  await vi.waitFor(
    async () => expect(await db().sideEffect.count({ where: done })).toBe(1),
    15_000,
  );
  await checkAgain(transactionId);
  return { user, transactionId };
}

async function checkAgain(id: string): Promise<void> {
  await db().transaction.update({ where: { id }, data: { lastCheckedAt: null } });
  await db().$executeRaw`UPDATE transactions SET next_check_at = now() WHERE id = ${id}`;
  const checked = { id, lastCheckedAt: { not: null }, leaseToken: null };
  await vi.waitFor(
    async () => expect(await db().transaction.count({ where: checked })).toBe(1),
    15_000,
  );
}

/** Runs the example for a new transaction. Calling it again runs it for the same one. */
async function example(type: 'buy' | 'sell') {
  const user = await app.addCustomer();
  const { transactionId: id } = await mintSession({
    user,
    order: order({ type, amount: '99.5' }),
    clientIp: undefined,
  });
  const run = () =>
    db().$transaction(async (tx) =>
      onCompleted(
        tx,
        await tx.transaction.findUniqueOrThrow({ where: { id } }),
        AbortSignal.timeout(5_000),
      ),
    );
  const read = () =>
    db().transaction.findUniqueOrThrow({
      where: { id },
      include: { balance: true, events: { orderBy: { sequence: 'asc' } } },
    });
  return { run, read };
}

test.each([
  ['buy', '99.5', '99.50 USDT was added to your balance.'],
  ['sell', '-99.5', '99.50 USDT was taken from your balance.'],
] as const)(
  'a completed %s changes the balance by %s and adds an event to the timeline',
  async (type, amount, reason) => {
    const { run, read } = await example(type);
    await run();
    const { balance, events } = await read();
    expect(balance?.amount.toFixed()).toBe(amount);
    expect(events.at(-1)).toMatchObject({ kind: 'side_effect', source: 'app', reason });
  },
);

test('a transaction is credited once, even if its effect runs twice', async () => {
  const { run, read } = await example('buy');
  await run();
  await expect(run()).rejects.toThrow('Unique constraint');
  const { balance, events } = await read();
  expect(balance?.amount.toFixed()).toBe('99.5');
  expect(events.filter(({ kind }) => kind === 'side_effect')).toHaveLength(1);
});

test('a purchase that completes at Proof is credited once, however often Proof confirms it', async () => {
  const { user } = await completedPurchase();
  expect(await getBalances(user.id)).toEqual([{ currency: 'USDT', amount: '100' }]);
});
