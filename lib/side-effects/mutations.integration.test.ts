import { beforeAll, expect, test } from 'vitest';
import { order, withPartnerApp } from '../../testing/partner-app';
import { db } from '../db';
import type { Prisma, Transaction } from '../generated/prisma/client';
import { proof } from '../proof';
import { ingestHint } from '../transactions/ingest';
import { applySnapshot } from '../transactions/mutations';
import { mintSession } from '../widget-sessions/mint';
import { runNextSideEffect } from './mutations';

const app = withPartnerApp();

// The tests use their own effect, so that partners can change on-completed.ts freely.
beforeAll(() => db().$executeRaw`CREATE TABLE credits (transaction_id text)`);

async function credit(tx: Prisma.TransactionClient, { id }: Transaction): Promise<void> {
  await tx.$executeRaw`INSERT INTO credits VALUES (${id})`;
}

const runNext = () => runNextSideEffect(credit);
async function runAll(): Promise<void> {
  while (await runNext());
}

async function completed() {
  const user = await app.addCustomer();
  const { transactionId } = await mintSession({
    user,
    order: order(),
    clientIp: undefined,
  });
  const complete = () =>
    db().sideEffect.createMany({ data: { transactionId }, skipDuplicates: true });
  await complete();
  const countCredits = async () => {
    const rows = await db().$queryRaw<unknown[]>`
      SELECT 1 FROM credits WHERE transaction_id = ${transactionId}`;
    return rows.length;
  };
  const read = () => db().sideEffect.findUniqueOrThrow({ where: { transactionId } });
  return { transactionId, complete, countCredits, read };
}

test('every due effect runs once, however many processes run them', async () => {
  const [one, other] = [await completed(), await completed()];
  await Promise.all([runAll(), runAll(), runAll()]);
  await runAll();
  expect([await one.countCredits(), await other.countCredits()]).toEqual([1, 1]);
});

test('a transaction that completes again gets no second effect', async () => {
  const { complete, countCredits } = await completed();
  await runAll();
  await complete();
  await runAll();
  expect(await countCredits()).toBe(1);
});

test('an effect that is done never runs again, even if SQL makes it due', async () => {
  const { countCredits } = await completed();
  await runAll();
  await db().$executeRaw`UPDATE side_effects SET due_at = now()`;
  expect(await runNext()).toBe(false);
  expect(await countCredits()).toBe(1);
});

test('a failed effect is rolled back, records its error, and is retried later', async () => {
  const { countCredits, read } = await completed();
  await runNextSideEffect(async (tx, transaction) => {
    await credit(tx, transaction);
    throw new Error('the ledger is closed');
  });
  expect(await read()).toMatchObject({ doneAt: null, attempts: 1 });
  expect((await read()).lastError).toContain('the ledger is closed');
  expect(await countCredits()).toBe(0);
  await db().$executeRaw`UPDATE side_effects SET due_at = now()`;
  await runAll();
  expect(await countCredits()).toBe(1);
  expect(await read()).toMatchObject({ dueAt: null, lastError: null });
});

test('an effect that failed thousands of times is still retried, and does not block others', async () => {
  const { transactionId, read } = await completed();
  const failing = { attempts: 5_000, dueAt: new Date(0) };
  await db().sideEffect.update({ where: { transactionId }, data: failing });
  await runNextSideEffect(() => Promise.reject(new Error('still closed')));
  expect(await read()).toMatchObject({ doneAt: null, attempts: 5_001 });
  const next = await completed();
  await runAll();
  expect(await next.countCredits()).toBe(1);
});

test('an effect that hangs times out and is postponed', async () => {
  const { read } = await completed();
  const aborted: boolean[] = [];
  expect(
    await runNextSideEffect((_tx, _transaction, signal) => {
      signal.addEventListener('abort', () => aborted.push(signal.aborted));
      return new Promise(() => {});
    }),
  ).toBe(true);
  expect(aborted).toEqual([true]);
  expect(await read()).toMatchObject({ doneAt: null, attempts: 1 });
  await db().$executeRaw`UPDATE side_effects SET due_at = now()`;
  await runAll();
});

test('an effect that cannot be marked as done is rolled back', async () => {
  const { countCredits } = await completed();
  await db().$executeRaw`ALTER TABLE side_effects RENAME COLUMN attempts TO attempts_away`;
  await expect(runNext()).rejects.toThrow('attempts');
  expect(await countCredits()).toBe(0);
  await db().$executeRaw`ALTER TABLE side_effects RENAME COLUMN attempts_away TO attempts`;
  await runAll();
  expect(await countCredits()).toBe(1);
});

test('if a process dies between an effect and its mark as done, neither is stored', async () => {
  const { transactionId, countCredits, read } = await completed();
  const dying = db().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM side_effects WHERE transaction_id = ${transactionId} FOR UPDATE`;
    await credit(tx, await tx.transaction.findUniqueOrThrow({ where: { id: transactionId } }));
    // Another process skips the claimed effect without waiting for it.
    expect(await runNext()).toBe(false);
    throw new Error('the process dies');
  });
  await expect(dying).rejects.toThrow('the process dies');
  expect(await countCredits()).toBe(0);
  expect((await read()).doneAt).toBeNull();
  await runAll();
  expect(await countCredits()).toBe(1);
});

test('no webhook and no check waits for an effect that is under way', async () => {
  const { transactionId, read } = await completed();
  await runNextSideEffect(async (tx, { id, userId, merchantTransactionId }) => {
    // Like any row that refers to the transaction.
    const entry = { transactionId: id, userId, currency: 'USDT', amount: 1 };
    await tx.balanceEntry.create({ data: entry });
    const hint = { source: 'webhook', status: 'completed', providerTime: null } as const;
    await ingestHint({ ...hint, merchantTransactionId, reason: '', payload: {} });
    const snapshot = await proof().getTransaction(merchantTransactionId);
    await applySnapshot(snapshot, { id, leaseToken: 'of another process' });
  });
  expect(await read()).toMatchObject({ attempts: 1, lastError: null });
  expect(await db().balanceEntry.count({ where: { transactionId } })).toBe(1);
});
