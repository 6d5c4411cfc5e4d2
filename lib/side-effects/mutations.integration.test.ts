import { expect, test } from 'vitest';
import { order, withPartnerApp } from '../../testing/partner-app';
import { db } from '../db';
import { mintSession } from '../widget-sessions/mint';
import { addSideEffect, doNextSideEffect } from './mutations';

const app = withPartnerApp();

async function completed(type: 'buy' | 'sell' = 'buy') {
  const user = await app.addCustomer();
  const { transactionId } = await mintSession({
    user,
    order: order({ type, amount: '99.5' }),
    clientIp: undefined,
    requestId: 'request-1',
  });
  await addSideEffect(db(), transactionId);
  const balance = async () => {
    const entries = await db().balanceEntry.findMany({ where: { transactionId } });
    return entries.map(({ amount }) => amount.toFixed());
  };
  const effect = () => db().sideEffect.findUniqueOrThrow({ where: { transactionId } });
  return { transactionId, balance, effect };
}

async function doAll(): Promise<void> {
  while (await doNextSideEffect());
}

test('a completed buy is credited and a completed sell debited, once', async () => {
  const [buy, sell] = [await completed('buy'), await completed('sell')];
  await Promise.all([doAll(), doAll(), doAll()]);
  await doAll();
  expect(await buy.balance()).toEqual(['99.5']);
  expect(await sell.balance()).toEqual(['-99.5']);
});

test('completing a transaction again adds no second effect', async () => {
  const { transactionId, balance } = await completed();
  await doAll();
  await addSideEffect(db(), transactionId);
  await doAll();
  expect(await balance()).toEqual(['99.5']);
});

test('an effect that fails leaves nothing behind, says why, and is done later', async () => {
  const { transactionId, balance, effect } = await completed();
  await db().$executeRaw`ALTER TABLE balance_entries RENAME TO balance_entries_away`;
  await doAll();
  expect(await effect()).toMatchObject({ doneAt: null, attempts: 1 });
  expect((await effect()).lastError).toContain('balance_entries');
  await db().$executeRaw`ALTER TABLE balance_entries_away RENAME TO balance_entries`;
  await db()
    .$executeRaw`UPDATE side_effects SET due_at = now() WHERE transaction_id = ${transactionId}`;
  await doAll();
  expect(await balance()).toEqual(['99.5']);
  expect(await effect()).toMatchObject({ dueAt: null, lastError: null });
});

test('an effect that has failed thousands of times is still tried again, and holds up no other', async () => {
  const { transactionId, effect } = await completed();
  const failing = { attempts: 5_000, dueAt: new Date(0) };
  await db().sideEffect.update({ where: { transactionId }, data: failing });
  await db().$executeRaw`ALTER TABLE balance_entries RENAME TO balance_entries_away`;
  await doAll();
  await db().$executeRaw`ALTER TABLE balance_entries_away RENAME TO balance_entries`;
  expect(await effect()).toMatchObject({ doneAt: null, attempts: 5_001 });
  const next = await completed();
  await doAll();
  expect(await next.balance()).toEqual(['99.5']);
});

test('an effect that hangs fails in time, and is put off', async () => {
  const { effect } = await completed();
  const aborted: boolean[] = [];
  expect(
    await doNextSideEffect((_tx, { tooLate }) => {
      tooLate.addEventListener('abort', () => aborted.push(tooLate.aborted));
      return new Promise(() => {});
    }),
  ).toBe(true);
  expect(aborted).toEqual([true]);
  expect(await effect()).toMatchObject({ doneAt: null, attempts: 1 });
  await db().$executeRaw`UPDATE side_effects SET due_at = now()`;
  await doAll();
});

test('an effect whose note cannot be written is undone', async () => {
  const { balance } = await completed();
  await db().$executeRaw`ALTER TABLE side_effects RENAME COLUMN done_at TO done_at_away`;
  await expect(doNextSideEffect()).rejects.toThrow('done_at');
  expect(await balance()).toEqual([]);
  await db().$executeRaw`ALTER TABLE side_effects RENAME COLUMN done_at_away TO done_at`;
  await doAll();
  expect(await balance()).toEqual(['99.5']);
});

test('a process that dies between the effect and its note leaves neither', async () => {
  const { transactionId, balance, effect } = await completed();
  const dying = db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM side_effects WHERE transaction_id = ${transactionId} FOR UPDATE`;
    await tx.balanceEntry.create({
      data: {
        userId: (await tx.transaction.findUniqueOrThrow({ where: { id: transactionId } })).userId,
        transactionId,
        currency: 'USDT',
        amount: '99.5',
      },
    });
    // Another process finds the effect taken, and does not wait for it either.
    expect(await doNextSideEffect()).toBe(false);
    throw new Error('the process dies');
  });
  await expect(dying).rejects.toThrow('the process dies');
  expect(await balance()).toEqual([]);
  expect((await effect()).doneAt).toBeNull();
  await doAll();
  expect(await balance()).toEqual(['99.5']);
});
