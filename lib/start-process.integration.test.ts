import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { order, withPartnerApp } from '../testing/partner-app';
import { db } from './db';
import { openStream } from './live/feed';
import { listener } from './live/listener';
import { markViewed } from './reconciliation/mutations';
import { startBackgroundJobs } from './start-process';
import { mintSession } from './widget-sessions/mint';

const app = withPartnerApp();
let work: ReturnType<typeof startBackgroundJobs>;
beforeAll(() => {
  work = startBackgroundJobs();
});
afterAll(() => work.stop());

async function mint(type: 'buy' | 'sell' = 'buy') {
  const user = await app.addCustomer();
  const { transactionId: id, session } = await mintSession({
    user,
    order: order({ type }),
    clientIp: undefined,
  });
  const act = (action: string) =>
    app.control('POST', `/transactions/${session.merchant_transaction_id}/actions`, { action });
  return { user, id, act, merchantTransactionId: session.merchant_transaction_id };
}

const statusOf = async (id: string) =>
  (await db().transaction.findUniqueOrThrow({ where: { id } })).status;

async function eventually(id: string, status: string): Promise<void> {
  await vi.waitFor(async () => expect(await statusOf(id)).toBe(status), {
    timeout: 15_000,
    interval: 50,
  });
}

test('without webhook and socket the status arrives by polling', async () => {
  await app.control('PATCH', '/settings', { webhooks: 'off', socket: 'off' });
  const { user, id, act } = await mint();
  await markViewed(user.id, 'opened');
  await act('verify_identity');
  await act('pay');
  await eventually(id, 'completed');
  const events = await db().transactionEvent.findMany({ where: { transactionId: id } });
  expect(new Set(events.map(({ source }) => source))).toEqual(new Set(['app', 'api']));
  await app.control('PATCH', '/settings', { socket: 'on' });
});

test('a socket message brings a change long before the next poll, and the timeline names the socket', async () => {
  const { id, act } = await mint();
  // The socket takes a while to open, so payments fail and are retried until it reports one.
  await vi.waitFor(
    async () => {
      await act('decline');
      await act('retry');
      const fromSocket = { transactionId: id, source: 'socket' } as const;
      expect(await db().transactionEvent.count({ where: fromSocket })).toBeGreaterThan(0);
    },
    { timeout: 15_000, interval: 500 },
  );
  const postpone = async () => {
    const { count } = await db().transaction.updateMany({
      where: { id, leaseUntil: null },
      data: { nextCheckAt: new Date(Date.now() + 3.6e6) },
    });
    return count;
  };
  await expect.poll(postpone).toBe(1);
  await act('pay');
  await eventually(id, 'completed');
});

test('a failed payment that is retried ends completed on the same id', async () => {
  const { user, id, act } = await mint();
  await markViewed(user.id, 'opened');
  await act('verify_identity');
  await act('decline');
  await eventually(id, 'failed');
  await act('retry');
  await act('pay');
  await eventually(id, 'completed');
});

test('a failing provider gets one request per check, and the last fact stays', async () => {
  const { user, id, act, merchantTransactionId } = await mint();
  await app.control('POST', '/faults', {
    endpoint: 'transaction',
    times: 1000,
    httpStatus: 502,
    error: 'upstream_error',
    code: 'provider_error',
  });
  await markViewed(user.id, 'opened');
  await vi.waitFor(
    async () => {
      const { failedChecks } = await db().transaction.findUniqueOrThrow({ where: { id } });
      expect(failedChecks).toBeGreaterThan(0);
      const failed = { merchantTransactionId, httpStatus: 502 };
      expect(await db().providerCall.count({ where: failed })).toBe(failedChecks);
    },
    { timeout: 10_000 },
  );
  expect(await statusOf(id)).toBe('pending');
  await app.control('DELETE', '/faults');
  await act('verify_identity');
  await act('cancel');
  await eventually(id, 'cancelled');
});

test('a stream delivers past and new events, in order and once', async () => {
  await expect.poll(() => listener().isConnected()).toBe(true);
  const { user, id, act } = await mint();
  const disconnect = new AbortController();
  const ids: number[] = [];
  const statuses: string[] = [];
  const signIn = { id: user.id, user, hasEnded: async () => false };
  const reading = (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of openStream(signIn, 0, disconnect.signal)) {
      const frame = decoder.decode(chunk);
      const data = /^id: (\d+)\nevent: delta\ndata: (.*)\n\n$/.exec(frame);
      if (!data) continue;
      ids.push(Number(data[1]));
      statuses.push(JSON.parse(data[2] ?? '').transaction.status);
    }
  })();
  await act('verify_identity');
  await act('pay');
  await eventually(id, 'completed');
  await expect.poll(() => statuses.at(-1)).toBe('completed');
  disconnect.abort();
  await reading;
  expect(ids).toEqual(Array.from({ length: ids.length }, (_, index) => index + 1));
});
