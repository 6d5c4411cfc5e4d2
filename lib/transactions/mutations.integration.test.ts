import { expect, test } from 'vitest';
import { order, withPartnerApp } from '../../testing/partner-app';
import { db } from '../db';
import type { Snapshot } from '../proof-api/schema';
import { claimDueTransactions } from '../reconciliation/mutations';
import { mintSession } from '../widget-sessions/mint';
import { applySnapshot } from './mutations';
import { toTransactionView } from './views';

const app = withPartnerApp();

/** A minted transaction whose lease this test holds. */
async function leased() {
  const user = await app.addCustomer();
  const { transactionId: id, session } = await mintSession({
    user,
    order: order(),
    clientIp: undefined,
  });
  await db().transaction.update({
    where: { id },
    data: { leaseToken: 'mine', leaseUntil: new Date(Date.now() + 60_000), nextCheckAt: null },
  });
  const snapshot = (status: Snapshot['status'], second: number): Snapshot => ({
    merchant_transaction_id: session.merchant_transaction_id,
    partner_user_id: user.id,
    type: 'buy',
    status,
    currency: 'USDT',
    network: 'TRC20',
    crypto_amount: status === 'completed' ? '99.5' : null,
    fiat_currency: 'EUR',
    fiat_amount: '100',
    created_at: new Date(Date.UTC(2026, 3, 1)),
    updated_at: new Date(Date.UTC(2026, 3, 1, 10, 0, second)),
  });
  const read = () =>
    db().transaction.findUniqueOrThrow({
      where: { id },
      include: { events: { orderBy: { sequence: 'asc' } } },
    });
  return { id, user, snapshot, read };
}

test('a fact changes status, amounts and timeline together', async () => {
  const { id, snapshot, read } = await leased();
  await applySnapshot(snapshot('completed', 5), { id, leaseToken: 'mine' });
  const stored = await read();
  expect(stored).toMatchObject({ status: 'completed', version: 1, sealedSession: null });
  expect(stored.cryptoAmount?.toFixed()).toBe('99.5');
  expect(stored.events.at(-1)).toMatchObject({ kind: 'fact', status: 'completed' });
});

test('a completed transaction has one side effect, however often Proof says completed; no other has any', async () => {
  const { id, snapshot } = await leased();
  const effects = () => db().sideEffect.count({ where: { transactionId: id } });
  await applySnapshot(snapshot('failed', 3), { id, leaseToken: 'mine' });
  await applySnapshot(snapshot('processing', 4), { id, leaseToken: 'mine' });
  expect(await effects()).toBe(0);
  await applySnapshot(snapshot('completed', 5), { id, leaseToken: 'mine' });
  await applySnapshot(snapshot('completed', 6), { id, leaseToken: 'mine' });
  expect(await effects()).toBe(1);
});

test('a process that lost the lease writes nothing', async () => {
  const { id, snapshot, read } = await leased();
  const applied = await applySnapshot(snapshot('failed', 5), { id, leaseToken: 'theirs' });
  expect(applied.outcome).toBe('lease_lost');
  expect(await read()).toMatchObject({ status: 'pending', version: 0 });
});

test('ten writers with one fact apply it once', async () => {
  const { id, snapshot, read } = await leased();
  const outcomes = await Promise.all(
    Array.from({ length: 10 }, () =>
      applySnapshot(snapshot('processing', 5), { id, leaseToken: 'mine' }),
    ),
  );
  expect(outcomes.filter(({ outcome }) => outcome === 'applied')).toHaveLength(1);
  expect((await read()).events.filter(({ kind }) => kind === 'fact')).toHaveLength(1);
});

test('facts in any order end with the newest', async () => {
  const { id, snapshot, read } = await leased();
  const facts = [snapshot('failed', 4), snapshot('processing', 6), snapshot('pending', 2)];
  await Promise.all(facts.map((fact) => applySnapshot(fact, { id, leaseToken: 'mine' })));
  expect(await read()).toMatchObject({ status: 'processing' });
});

test('a denial of completed is recorded once, however often Proof repeats it', async () => {
  const { id, snapshot, read } = await leased();
  await applySnapshot(snapshot('completed', 5), { id, leaseToken: 'mine' });
  for (let times = 0; times < 3; times += 1)
    await applySnapshot(snapshot('failed', 9), { id, leaseToken: 'mine' });
  const stored = await read();
  expect(stored.status).toBe('completed');
  expect(stored.events.filter(({ factOutcome }) => factOutcome === 'contradiction')).toHaveLength(
    1,
  );
});

/** Stores a report, then applies a check that still says pending. */
async function reportAndCheck(reportedStatus: string, reportedSource: 'webhook' | 'widget') {
  const { id, snapshot, read } = await leased();
  await applySnapshot(snapshot('pending', 1), { id, leaseToken: 'mine' });
  await db().transaction.update({
    where: { id },
    data: {
      ...{ reportedStatus, reportedSource },
      reportedAt: new Date(1000),
      lastCheckedAt: new Date(2000),
    },
  });
  await applySnapshot(snapshot('pending', 1), { id, leaseToken: 'mine' });
  return read();
}

test.each(['completed', 'refunded'])(
  'a report of %s that Proof does not confirm is withdrawn, and the timeline says so',
  async (status) => {
    const stored = await reportAndCheck(status, 'webhook');
    expect(stored).toMatchObject({ status: 'pending', reportedStatus: null });
    expect(stored.events.at(-1)?.reason).toBe(
      `Proof still says pending; the report of ${status} is not confirmed.`,
    );
  },
);

test('a status that only the widget uses stays reported until a fact changes the transaction', async () => {
  const stored = await reportAndCheck('paid', 'widget');
  expect(stored).toMatchObject({ reportedStatus: 'paid' });
});

test('an amount of another currency is not credited as one of the order', async () => {
  const { id, snapshot, read } = await leased();
  const other = { ...snapshot('completed', 5), currency: 'BTC', crypto_amount: '99.5' };
  const { outcome } = await applySnapshot(other, { id, leaseToken: 'mine' });
  expect(outcome).toBe('contradiction');
  expect(await read()).toMatchObject({ status: 'pending', cryptoAmount: null });
  expect(await db().sideEffect.count({ where: { transactionId: id } })).toBe(0);
});

test("the order's currency in small letters is the same currency", async () => {
  const { id, snapshot, read } = await leased();
  const lower = { ...snapshot('completed', 5), currency: 'usdt' };
  await applySnapshot(lower, { id, leaseToken: 'mine' });
  expect(await read()).toMatchObject({ status: 'completed' });
});

test('that Proof confirmed a payment is known also without the events of that time', async () => {
  const { id, snapshot, read } = await leased();
  for (const status of ['pending', 'processing', 'failed'] as const) {
    await applySnapshot(snapshot(status, 5), { id, leaseToken: 'mine' });
    expect(toTransactionView(await read()).funded).toBe(status !== 'pending');
  }
});

test('the deposit address of a failed attempt is not shown for the next one', async () => {
  const { id, snapshot, read } = await leased();
  await db().transaction.update({ where: { id }, data: { depositAddress: 'T-old' } });
  await applySnapshot(snapshot('pending', 1), { id, leaseToken: 'mine' });
  expect((await read()).depositAddress).toBe('T-old');
  await applySnapshot(snapshot('failed', 2), { id, leaseToken: 'mine' });
  await applySnapshot(snapshot('pending', 3), { id, leaseToken: 'mine' });
  expect((await read()).depositAddress).toBeNull();
});

test("a snapshot of another user's transaction is not applied", async () => {
  const { id, snapshot, read } = await leased();
  const foreign = { ...snapshot('completed', 5), partner_user_id: 'somebody-else' };
  const applied = await applySnapshot(foreign, { id, leaseToken: 'mine' });
  expect(applied.outcome).toBe('contradiction');
  expect(await read()).toMatchObject({ status: 'pending' });
});

test('a snapshot of a different transaction is applied to neither', async () => {
  const [checked, other] = [await leased(), await leased()];
  const { merchant_transaction_id } = other.snapshot('completed', 5);
  const applied = await applySnapshot(
    { ...checked.snapshot('completed', 5), merchant_transaction_id },
    { id: checked.id, leaseToken: 'mine' },
  );
  expect(applied.outcome).toBe('contradiction');
  expect((await checked.read()).events.at(-1)?.factOutcome).toBe('contradiction');
  for (const { read } of [checked, other])
    expect(await read()).toMatchObject({ status: 'pending' });
});

test('a snapshot that changes nothing still makes older ones stale', async () => {
  const { id, snapshot, read } = await leased();
  for (const fact of [snapshot('pending', 1), snapshot('pending', 9), snapshot('failed', 5)])
    await applySnapshot(fact, { id, leaseToken: 'mine' });
  expect(await read()).toMatchObject({ status: 'pending', version: 1 });
});

test('amounts are stored with all their decimals, and applied once', async () => {
  const { id, snapshot, read } = await leased();
  const fact = { ...snapshot('completed', 5), fiat_amount: '92.346', crypto_amount: '0.1' };
  const outcomes = [];
  for (let times = 0; times < 2; times += 1)
    outcomes.push((await applySnapshot(fact, { id, leaseToken: 'mine' })).outcome);
  expect(outcomes).toEqual(['applied', 'unchanged']);
  expect((await read()).fiatAmount?.toFixed()).toBe('92.346');
});

test('two processes never claim one transaction, and a leased one is not claimed', async () => {
  const minted = await Promise.all(Array.from({ length: 12 }, leased));
  await db().transaction.updateMany({
    where: { id: { in: minted.map(({ id }) => id) } },
    data: { leaseToken: null, leaseUntil: null, nextCheckAt: new Date(0) },
  });
  const claims = await Promise.all(Array.from({ length: 6 }, () => claimDueTransactions(5)));
  const ids = claims.flat().map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids).toEqual(expect.arrayContaining(minted.map(({ id }) => id)));
  expect(await claimDueTransactions(100)).toEqual([]);
});

test('an expired lease is taken over', async () => {
  const { id } = await leased();
  await db().transaction.update({
    where: { id },
    data: { leaseUntil: new Date(0), nextCheckAt: new Date(0), lastCheckedAt: new Date(0) },
  });
  expect((await claimDueTransactions(10)).map((claimed) => claimed.id)).toContain(id);
});

test('a hint during a check does not start a second check elsewhere', async () => {
  const { id } = await leased();
  const due = { nextCheckAt: new Date(0), lastCheckedAt: new Date(0) };
  await db().transaction.update({ where: { id }, data: { ...due, leaseUntil: new Date(0) } });
  expect(await claimDueTransactions(10)).toHaveLength(1);
  await db().transaction.update({ where: { id }, data: due });
  expect(await claimDueTransactions(10)).toEqual([]);
});

test('a transaction is claimed at most once per second, however often it becomes due', async () => {
  const { id } = await leased();
  const due = { leaseToken: null, leaseUntil: null, nextCheckAt: new Date(0) };
  await db().transaction.update({ where: { id }, data: { ...due, lastCheckedAt: new Date(0) } });
  expect(await claimDueTransactions(10)).toHaveLength(1);
  await db().transaction.update({ where: { id }, data: due });
  expect(await claimDueTransactions(10)).toEqual([]);
});
