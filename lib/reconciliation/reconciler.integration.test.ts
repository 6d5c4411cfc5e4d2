import { getEventListeners } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { order, withPartnerApp } from '../../testing/partner-app';
import { db } from '../db';
import { mintSession } from '../widget-sessions/mint';
import { runReconciler } from './reconciler';

const app = withPartnerApp();

let stopping: AbortController;
beforeEach(() => {
  stopping = new AbortController();
});
afterEach(() => stopping.abort());

test('a burst of checks leaves one wait for the next, not one each', async () => {
  for (let minted = 0; minted < 12; minted += 1) {
    const user = await app.addCustomer();
    await mintSession({ user, order: order(), clientIp: undefined });
  }
  await db().transaction.updateMany({ data: { nextCheckAt: new Date(0), lastCheckedAt: null } });
  const waits: number[] = [];
  const running = runReconciler(stopping.signal);
  await vi.waitFor(
    async () => {
      waits.push(getEventListeners(stopping.signal, 'abort').length);
      expect(await db().transaction.count({ where: { lastCheckedAt: null } })).toBe(0);
    },
    { interval: 1, timeout: 10_000 },
  );
  expect(Math.max(...waits)).toBe(1);
  stopping.abort();
  await running;
});

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
  const leased = () => db().transaction.count({ where: { id, leaseToken: { not: null } } });
  await expect.poll(leased).toBe(1);
  const where = { userId: many.id, leaseToken: { not: null } };
  expect(await db().transaction.count({ where })).toBe(2);
  stopping.abort();
  await running;
});
