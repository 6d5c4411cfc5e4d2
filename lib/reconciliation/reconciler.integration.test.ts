import { afterEach, expect, test, vi } from 'vitest';
import { order, withPartnerApp } from '../../testing/partner-app';
import { db } from '../db';
import { mintSession } from '../widget-sessions/mint';
import { runReconciler } from './reconciler';

const app = withPartnerApp();

const stopping = new AbortController();
afterEach(() => stopping.abort());

test('a customer with many due transactions leaves checks for the others', async () => {
  const [many, few] = [await app.addCustomer(), await app.addCustomer()];
  const mint = async (user: typeof many) =>
    (await mintSession({ user, order: order(), clientIp: undefined })).transactionId;
  for (let minted = 0; minted < 12; minted += 1) await mint(many);
  const id = await mint(few);
  // Longest due, so they come first.
  await db().transaction.updateMany({
    where: { userId: many.id },
    data: { nextCheckAt: new Date(0) },
  });
  await db().transaction.update({ where: { id }, data: { nextCheckAt: new Date(1) } });
  await app.control('POST', '/faults', { endpoint: 'transaction', times: 100, hang: true });
  const running = runReconciler(stopping.signal);
  await vi.waitFor(async () => {
    const { leaseToken } = await db().transaction.findUniqueOrThrow({ where: { id } });
    expect(leaseToken).not.toBeNull();
  });
  const where = { userId: many.id, leaseToken: { not: null } };
  expect(await db().transaction.count({ where })).toBe(2);
  stopping.abort();
  await running;
});
