import { once } from 'node:events';
import { beforeAll, expect, test, vi } from 'vitest';
import { order, withPartnerApp } from '../../testing/partner-app';
import { db } from '../db';
import { makeDue, releaseLeases } from '../reconciliation/mutations';
import { ingestHint } from '../transactions/ingest';
import { mintSession } from '../widget-sessions/mint';
import { listener, waitUntilDue } from './listener';

const app = withPartnerApp();
beforeAll(() => vi.waitFor(() => expect(listener().isConnected()).toBe(true)));

const LATER = new Date(Date.now() + 3_600_000);

async function mint() {
  const user = await app.addCustomer();
  const { transactionId: id, session } = await mintSession({
    user,
    order: order(),
    clientIp: undefined,
  });
  const schedule = (nextCheckAt: Date | null) =>
    db().transaction.update({ where: { id }, data: { nextCheckAt, leaseToken: id } });
  await schedule(LATER);
  return { id, merchantTransactionId: session.merchant_transaction_id, schedule };
}

/** How often `work` wakes the background jobs. The polling behind the notifications plays no part. */
async function countWakes(work: () => Promise<unknown>): Promise<number> {
  const { wakes } = listener();
  let count = 0;
  const wake = () => {
    count += 1;
  };
  wakes.on('due', wake);
  await work();
  // Notifications arrive in the order of their commits, so this one is the last.
  const last = once(wakes, 'event last', { signal: AbortSignal.timeout(5_000) });
  await db().$executeRaw`SELECT pg_notify('transaction_event', 'last')`;
  await last;
  wakes.off('due', wake);
  return count;
}

type Minted = Awaited<ReturnType<typeof mint>>;
const causes: [name: string, work: (minted: Minted) => Promise<unknown>][] = [
  [
    'a hint',
    ({ merchantTransactionId }) =>
      ingestHint({
        ...{ merchantTransactionId, source: 'webhook', status: 'processing' },
        ...{ providerTime: null, reason: 'Proof sent it to our webhook.', payload: {} },
      }),
  ],
  ['a socket that connects', ({ merchantTransactionId }) => makeDue(merchantTransactionId)],
  ['a released lease', ({ id }) => releaseLeases([id])],
  ['an update through Prisma', ({ schedule }) => schedule(new Date(0))],
  ['a side effect', ({ id }) => db().sideEffect.create({ data: { transactionId: id } })],
];

test.each(causes)('%s wakes the background jobs by notification', async (_name, work) => {
  const minted = await mint();
  expect(await countWakes(() => work(minted))).toBe(1);
});

test('a transaction that is due already or not yet wakes nobody', async () => {
  const { schedule } = await mint();
  expect(await countWakes(() => schedule(new Date(LATER.getTime() + 1_000)))).toBe(0);
  expect(await countWakes(() => schedule(new Date(0)))).toBe(1);
  expect(await countWakes(() => schedule(new Date(1_000)))).toBe(0);
  expect(await countWakes(() => schedule(null))).toBe(0);
});

test('a background job that waits is woken long before it would poll', async () => {
  const { schedule } = await mint();
  const waitsMs: number[] = [];
  for (let tries = 0; tries < 5; tries += 1) {
    await schedule(LATER);
    const startMs = performance.now();
    const woken = waitUntilDue(new AbortController().signal);
    await schedule(new Date(0));
    await woken;
    waitsMs.push(performance.now() - startMs);
  }
  // Half of the polling interval. The fastest of several, since the machine may be busy.
  expect(Math.min(...waitsMs)).toBeLessThan(250);
});
