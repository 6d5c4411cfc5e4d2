import { once } from 'node:events';
import { beforeAll, expect, test, vi } from 'vitest';
import { order, withPartnerApp } from '../../testing/partner-app';
import { db } from '../db';
import { requestCheck } from '../ops/mutations';
import { snapshotSchema } from '../proof-api/schema';
import { makeDue, releaseLeases } from '../reconciliation/mutations';
import { settleCheck } from '../reconciliation/reconciler';
import { ingestHint } from '../transactions/ingest';
import { mintSession } from '../widget-sessions/mint';
import { listener, waitUntilDue } from './listener';
import { wakeStreams } from './wake';

const app = withPartnerApp();
beforeAll(() => vi.waitFor(() => expect(listener().isConnected()).toBe(true), 10_000));

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
  const merchantTransactionId = session.merchant_transaction_id;
  const claim = { id, merchantTransactionId, userId: user.id, leaseToken: id };
  const completed = snapshotSchema.parse({
    ...{ merchant_transaction_id: merchantTransactionId, partner_user_id: user.id, type: 'buy' },
    ...{ status: 'completed', network: 'TRC20', currency: 'USDT', crypto_amount: '100' },
    ...{ created_at: new Date().toISOString(), updated_at: new Date().toISOString() },
  });
  return { id, merchantTransactionId, operator: user, claim, completed, schedule };
}

/** Notifications are sent in order, so all that were sent before have arrived then. */
async function receiveNotifications(): Promise<void> {
  const last = once(listener().wakes, 'event last', { signal: AbortSignal.timeout(10_000) });
  wakeStreams('last');
  await last;
}

/** How often `work` wakes the background jobs. The polling behind the notifications plays no part. */
async function countWakes(work: () => Promise<unknown>): Promise<number> {
  const { wakes } = listener();
  let count = 0;
  const wake = () => {
    count += 1;
  };
  await receiveNotifications();
  wakes.on('due', wake);
  await work();
  await receiveNotifications();
  wakes.off('due', wake);
  return count;
}

type Minted = Awaited<ReturnType<typeof mint>>;

const report = ({ merchantTransactionId }: Minted) =>
  ingestHint({
    ...{ merchantTransactionId, source: 'webhook', status: 'processing' },
    ...{ providerTime: null, reason: 'Proof sent it to our webhook.', payload: {} },
  });

const causes: [name: string, work: (minted: Minted) => Promise<unknown>][] = [
  ['a hint', report],
  ['a socket that connects', ({ merchantTransactionId }) => makeDue(merchantTransactionId)],
  ['a released lease', ({ id }) => releaseLeases([id])],
  ['an operator', async ({ id, operator }) => expect(await requestCheck(id, operator)).toBe(true)],
  [
    'a confirmed completion, which has a side effect',
    ({ claim, completed }) => settleCheck(claim, completed),
  ],
];

test.each(causes)('%s wakes the background jobs by notification', async (_name, work) => {
  const minted = await mint();
  expect(await countWakes(() => work(minted))).toBe(1);
});

test('a burst of hints is announced in a few notifications, and none is left out', async () => {
  const minted = await Promise.all(Array.from({ length: 20 }, mint));
  const { wakes } = listener();
  const announced = Promise.all(
    minted.map(({ operator }) =>
      once(wakes, `event ${operator.id}`, { signal: AbortSignal.timeout(10_000) }),
    ),
  );
  const due = await countWakes(async () => {
    await Promise.all(minted.map(report));
    await announced;
  });
  expect(due).toBeLessThan(20);
});

test('a background job that waits is woken long before it would poll', async () => {
  const { merchantTransactionId, schedule } = await mint();
  const waitsMs: number[] = [];
  for (let tries = 0; tries < 5; tries += 1) {
    await schedule(LATER);
    const startMs = performance.now();
    const woken = waitUntilDue(new AbortController().signal);
    await makeDue(merchantTransactionId);
    await woken;
    waitsMs.push(performance.now() - startMs);
  }
  // Half of the polling interval. The fastest of several, since the machine may be busy.
  expect(Math.min(...waitsMs)).toBeLessThan(250);
});
