import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { expectationResponseSchema } from '../control/response-schemas';
import { Changes } from '../events/changes';
import { runAction, startWebhookReceiver } from '../testing/control';
import { createSession, errorSchema, getStatus } from '../testing/partner';
import {
  EVENTUALLY,
  ORDER,
  parseJson,
  startTestSimulator,
  type TestSimulator,
} from '../testing/test-simulator';

let simulator: TestSimulator;
let receiver: Awaited<ReturnType<typeof startWebhookReceiver>>;
beforeEach(async () => {
  receiver = await startWebhookReceiver();
  simulator = await startTestSimulator({ webhookUrls: [receiver.url] });
});
afterEach(async () => {
  await simulator.dispose();
  receiver.close();
});

const entrySchema = z.object({ entry: z.looseObject({ id: z.number() }) });
const waitFor = async (query: string) =>
  (await parseJson(await simulator.request(`/control/api/wait?${query}`), entrySchema)).entry;

async function judge(query = '') {
  const response = await simulator.request(`/control/api/expectations?${query}`);
  const schema = z.object({ expectations: z.array(expectationResponseSchema) });
  const { expectations } = await parseJson(response, schema);
  return (id: string) => expectations.find((one) => one.id === id);
}

async function cancelledOrder(): Promise<string> {
  const { merchant_transaction_id: id } = await createSession(simulator);
  await runAction(simulator, id, 'cancel');
  await waitFor(`for=delivery&transaction=${id}`);
  return id;
}

test('a read after a webhook is found, with both as the evidence', async () => {
  const id = await cancelledOrder();
  await getStatus(simulator, id);
  const expectation = (await judge(`transaction=${id}`))('webhook_checked');
  expect(expectation).toMatchObject({ met: true, evidence: [{ calls: [2], deliveries: [1] }] });
  expect(expectation?.evidence[0]?.text).toMatch(
    /^Webhook 1: call 2 read the transaction after [\d.]+ s\.$/,
  );
});

test('a webhook that no read follows is judged once the time is over, and not before', async () => {
  const id = await cancelledOrder();
  expect((await judge(`transaction=${id}`))('webhook_checked')).toMatchObject({ met: null });
  await expect
    .poll(
      async () => (await judge(`transaction=${id}&withinSeconds=0.2`))('webhook_checked')?.met,
      EVENTUALLY,
    )
    .toBe(false);
});

test('reads that are too close together are named', async () => {
  const { merchant_transaction_id: id } = await createSession(simulator);
  for (let read = 0; read < 3; read += 1) await getStatus(simulator, id);
  const close = (await judge(`transaction=${id}&intervalSeconds=60`))('reads_apart');
  expect(close).toMatchObject({ met: false, evidence: [{ calls: [2, 3] }, { calls: [3, 4] }] });
  expect((await judge('intervalSeconds=0'))('reads_apart')?.met).toBe(true);
});

test('two sessions for one order are found, and two orders that differ are not', async () => {
  await createSession(simulator);
  await createSession(simulator, { amount: '200' });
  expect((await judge())('one_session_per_order')?.met).toBeNull();
  await createSession(simulator);
  expect((await judge())('one_session_per_order')).toMatchObject({
    met: false,
    evidence: [{ calls: [1, 3] }],
  });
});

test('a webhook that is refused was not acknowledged', async () => {
  receiver.close();
  await cancelledOrder();
  expect((await judge())('webhook_acknowledged')).toMatchObject({ met: false });
});

test('waiting returns the first entry after the one that is known, and 408 if none comes', async () => {
  const { merchant_transaction_id: id } = await createSession(simulator);
  const waiting = waitFor(`for=call&transaction=${id}&after=1`);
  await simulator.send('POST', '/widget/session', { ...ORDER, partner_user_id: 'another' });
  await getStatus(simulator, id);
  expect(await waiting).toMatchObject({ id: 3, transactionId: id, partnerUserId: 'user-1' });
  const path = '/control/api/wait?for=event&type=transaction.status&timeoutSeconds=0.1';
  const late = await simulator.request(path);
  expect(late.status).toBe(408);
  expect((await parseJson(late, errorSchema)).message).toBe('There was no event within 0.1 s.');
});

test('waiting sees events that change no record, such as the identity status and a setting', async () => {
  await createSession(simulator);
  const { open, restore } = countSubscriptions();
  for (const [type, method, path, body] of [
    ['identity.status', 'PUT', 'users/user-1', { kyc_status: 'verified' }],
    ['settings.changed', 'PATCH', 'settings', { stepSeconds: 1 }],
    ['fault.on', 'PUT', 'faults/webhook_dropped', {}],
    ['clock.changed', 'POST', 'clock', { advance: 1 }],
  ] as const) {
    const waiting = waitFor(`for=event&type=${type}`);
    await expect.poll(open, EVENTUALLY).toBe(1);
    await simulator.send(method, `/control/api/${path}`, body);
    expect(await waiting).toMatchObject({ type });
  }
  restore();
});

/** Counts the subscriptions that have not ended. */
function countSubscriptions(): { open: () => number; restore: () => void } {
  const open = new Set();
  const { subscribe } = Changes.prototype;
  const spy = vi.spyOn(Changes.prototype, 'subscribe').mockImplementation(function (
    this: Changes,
    listener,
  ) {
    const unsubscribe = subscribe.call(this, listener);
    open.add(listener);
    return () => {
      open.delete(listener);
      unsubscribe();
    };
  });
  return { open: () => open.size, restore: () => spy.mockRestore() };
}

test.each(['wait?for=event&after=1000', 'quiet?seconds=60', 'stream'])(
  'nothing is left of %s once the client disconnects',
  async (path) => {
    const { open, restore } = countSubscriptions();
    const aborted = new AbortController();
    const { signal } = aborted;
    const request = simulator.request(`/control/api/${path}`, { signal }).catch(() => undefined);
    await vi.waitFor(() => expect(open()).toBe(1), EVENTUALLY);
    aborted.abort();
    await request;
    await vi.waitFor(() => expect(open()).toBe(0), EVENTUALLY);
    restore();
  },
);

test('a path that cannot be decoded is listed like any other', async () => {
  await simulator.request('/widget/transactions/%E0%A4%A');
  await simulator.request('/widget/users/user%2D1/kyc-status');
  expect(await waitFor('for=call&user=user-1')).toMatchObject({ id: 2 });
  for (const path of ['calls', 'expectations', 'story'])
    expect((await simulator.request(`/control/api/${path}`)).status).toBe(200);
});

test('it is quiet once nothing happens any more', async () => {
  const { merchant_transaction_id: id } = await createSession(simulator);
  let done = false;
  const work = (async () => {
    for (let read = 0; read < 10; read += 1) await getStatus(simulator, id);
    done = true;
  })();
  const quiet = await simulator.request('/control/api/quiet?seconds=3');
  expect([quiet.status, done]).toEqual([204, true]);
  await work;
  const path = '/control/api/quiet?seconds=10&timeoutSeconds=0.1';
  expect((await simulator.request(path)).status).toBe(408);
});

test('logs can be filtered by transaction, user and time', async () => {
  const id = await cancelledOrder();
  const other = await createSession(simulator, { partner_user_id: 'user-2' });
  const callsSchema = z.object({
    calls: z.array(z.object({ id: z.number(), at: z.string(), transactionId: z.string() })),
  });
  const list = async (query: string) =>
    (await parseJson(await simulator.request(`/control/api/calls?${query}`), callsSchema)).calls;
  expect((await list(`transaction=${id}`)).map((call) => call.id)).toEqual([1]);
  const [newest] = await list('user=user-2');
  expect(newest).toMatchObject({ id: 2, transactionId: other.merchant_transaction_id });
  expect(await list(`since=${newest?.at}`)).toEqual([newest]);
  const path = `/control/api/deliveries?transaction=${other.merchant_transaction_id}`;
  expect(await (await simulator.request(path)).json()).toEqual({ deliveries: [] });
});
