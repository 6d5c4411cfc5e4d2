import { expect, test } from 'vitest';
import { order, withPartnerApp } from '../../testing/partner-app';
import { db } from '../db';
import { ingestHint } from '../transactions/ingest';
import { mintSession } from '../widget-sessions/mint';
import {
  claimDueTransactions,
  finishCheck,
  markViewed,
  makeDue as receiveHint,
  releaseLeases,
} from './mutations';
import { intervals } from './schedule';

const app = withPartnerApp();

async function mintMany(count: number) {
  const user = await app.addCustomer();
  const ids: string[] = [];
  for (let minted = 0; minted < count; minted += 1) {
    const request = { user, order: order(), clientIp: undefined };
    ids.push((await mintSession(request)).transactionId);
  }
  const makeDue = () =>
    db().transaction.updateMany({
      where: { id: { in: ids } },
      data: { nextCheckAt: new Date(0), lastCheckedAt: new Date(0), leaseUntil: null },
    });
  return { user, ids, makeDue };
}

/** Statements that wait for a lock in this file's database. */
async function countWaiting(): Promise<number> {
  const rows = await db().$queryRaw<unknown[]>`
    SELECT 1 FROM pg_stat_activity
    WHERE datname = current_database() AND cardinality(pg_blocking_pids(pid)) > 0`;
  return rows.length;
}

test('opening pages and releasing leases at the same time never deadlocks', async () => {
  const { user, ids, makeDue } = await mintMany(24);
  // A foreign key locks the keys of the rows it refers to like this.
  const refer = () => db().$executeRaw`
    SELECT pg_sleep(0.001) FROM (
      SELECT 1 FROM transactions WHERE id = ANY (${ids}) FOR KEY SHARE
    ) AS referred`;
  for (let round = 0; round < 30; round += 1) {
    await makeDue();
    const claims = [await claimDueTransactions(12), await claimDueTransactions(12)];
    const tokens = claims.flatMap(([first]) => first?.leaseToken ?? []);
    await Promise.all([
      ...tokens.map((token) => releaseLeases([token])),
      ...Array.from({ length: 6 }, () => markViewed(user.id, 'still open')),
      ...[refer(), refer()],
    ]);
    expect(await db().transaction.count({ where: { leaseToken: { in: tokens } } })).toBe(0);
  }
});

test('opening a page does not make a transaction due that has just ended', async () => {
  const { user, ids, makeDue } = await mintMany(1);
  await makeDue();
  const [claimed] = await claimDueTransactions(1);
  if (!claimed) throw new Error('Nothing was claimed.');
  let viewing: Promise<void> | undefined;
  await db().$transaction(async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM transactions WHERE id = ${claimed.id} FOR UPDATE`;
    viewing = markViewed(user.id, 'still open');
    await expect.poll(() => countWaiting()).toBe(1);
    await tx.$executeRaw`UPDATE transactions SET status = 'completed', next_check_at = NULL,
      lease_token = NULL, lease_until = NULL WHERE id = ${claimed.id}`;
  });
  await viewing;
  const stored = await db().transaction.findUniqueOrThrow({ where: { id: ids[0] } });
  expect(stored.nextCheckAt).toBeNull();
});

test('an order that the schedule has given up is checked again while a customer looks', async () => {
  const { user, ids, makeDue } = await mintMany(1);
  const [id] = ids;
  const long = new Date(Date.now() - 30 * 24 * 3_600_000);
  const dueInSeconds = async () => {
    const { nextCheckAt } = await db().transaction.findUniqueOrThrow({ where: { id } });
    return nextCheckAt && (nextCheckAt.getTime() - Date.now()) / 1_000;
  };
  const check = async () => {
    await makeDue();
    const [claimed] = await claimDueTransactions(1);
    if (claimed) await finishCheck(claimed, { answered: true });
  };
  await db().transaction.update({ where: { id }, data: { createdAt: long, updatedAt: long } });
  await check();
  expect(await dueInSeconds()).toBeNull();
  await markViewed(user.id, 'opened');
  expect(await dueInSeconds()).toBeLessThanOrEqual(intervals.pageOpened);
  await check();
  expect(await dueInSeconds()).toBeLessThanOrEqual(intervals.viewed);
  await db().transaction.update({ where: { id }, data: { viewedAt: long } });
  await check();
  expect(await dueInSeconds()).toBeNull();
});

test('an order whose last check failed is checked within the longest backoff while a customer looks', async () => {
  const { user, ids } = await mintMany(2);
  const [postponed, givenUp] = ids;
  const failing = (nextCheckAt: Date | null) => ({
    data: { nextCheckAt, failedChecks: 1, lastCheckedAt: new Date() },
  });
  const later = new Date(Date.now() + 24 * 3_600_000);
  await db().transaction.update({ where: { id: postponed }, ...failing(later) });
  await db().transaction.update({ where: { id: givenUp }, ...failing(null) });
  await markViewed(user.id, 'opened');
  for (const { nextCheckAt } of await db().transaction.findMany({ where: { userId: user.id } })) {
    const inSeconds = ((nextCheckAt?.getTime() ?? Infinity) - Date.now()) / 1_000;
    expect(inSeconds).toBeGreaterThan(intervals.maxBackoff - 10);
    expect(inSeconds).toBeLessThanOrEqual(intervals.maxBackoff + 1);
  }
});

test('a webhook about an order that the schedule has given up makes it due', async () => {
  const { ids } = await mintMany(1);
  const { merchantTransactionId } = await db().transaction.update({
    where: { id: ids[0] },
    data: { nextCheckAt: null },
  });
  await ingestHint({
    ...{ merchantTransactionId, source: 'webhook', status: 'processing', providerTime: null },
    ...{ reason: 'Proof sent it to our webhook.', payload: {} },
  });
  expect((await claimDueTransactions(100)).map(({ id }) => id)).toContain(ids[0]);
});

test('an expired session is removed by the next check, so it cannot be resumed', async () => {
  const { ids, makeDue } = await mintMany(2);
  const [expired, valid] = ids;
  await db().transaction.update({
    where: { id: expired },
    data: { sessionExpiresAt: new Date(0) },
  });
  await makeDue();
  for (const claimed of await claimDueTransactions(2))
    await finishCheck(claimed, { answered: true });
  const sealed = async (id: string | undefined) =>
    (await db().transaction.findUniqueOrThrow({ where: { id } })).sealedSession;
  expect(await sealed(expired)).toBeNull();
  expect(await sealed(valid)).not.toBeNull();
});

test('a report during a check makes the next one due at once, unless Proof failed to respond', async () => {
  const { ids, makeDue } = await mintMany(2);
  await makeDue();
  for (const claimed of await claimDueTransactions(2)) {
    await receiveHint(claimed.merchantTransactionId);
    await finishCheck(claimed, { answered: claimed.id === ids[0] });
  }
  const isDue = async (id: string | undefined) =>
    (await db().transaction.count({ where: { id, nextCheckAt: { lte: new Date() } } })) === 1;
  expect(await isDue(ids[0])).toBe(true);
  expect(await isDue(ids[1])).toBe(false);
});
