import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { deliveryResponseSchema } from '../control/response-schemas';
import {
  advanceClock,
  injectFault,
  resetFrozen,
  runAction,
  startWebhookReceiver,
} from '../testing/control';
import { createSession, getStatus } from '../testing/partner';
import {
  EVENTUALLY,
  parseJson,
  startTestSimulator,
  type TestSimulator,
} from '../testing/test-simulator';

let simulator: TestSimulator;
let receiver: Awaited<ReturnType<typeof startWebhookReceiver>>;

beforeEach(async () => {
  receiver = await startWebhookReceiver();
  simulator = await startTestSimulator({ webhookUrls: [receiver.url], stepSeconds: 2 });
  await resetFrozen(simulator);
});
afterEach(async () => {
  await simulator.dispose();
  receiver.close();
});

const count = () => receiver.received.length;
const statuses = () => receiver.received.map(({ body }) => JSON.parse(body).status);

async function payAndSettle(): Promise<string> {
  const { merchant_transaction_id: id } = await createSession(simulator);
  await runAction(simulator, id, 'pay');
  await advanceClock(simulator, 2);
  return id;
}

async function deliveries() {
  const schema = z.object({ deliveries: z.array(deliveryResponseSchema) });
  return (await parseJson(await simulator.request('/control/api/deliveries'), schema)).deliveries;
}

test('webhook_duplicated sends the same bytes several times', async () => {
  await injectFault(simulator, 'webhook_duplicated', { copies: 3 });
  await payAndSettle();
  await expect.poll(count, EVENTUALLY).toBe(6);
  expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(2);
});

test("webhook_delayed sends the original content later by the simulator's clock", async () => {
  await injectFault(simulator, 'webhook_delayed', { seconds: 30 });
  await payAndSettle();
  await advanceClock(simulator, 27);
  expect(count()).toBe(0);
  await advanceClock(simulator, 1);
  await expect.poll(statuses, EVENTUALLY).toEqual(['processing']);
  await advanceClock(simulator, 2);
  await expect.poll(statuses, EVENTUALLY).toEqual(['processing', 'completed']);
});

test('webhook_reordered sends the newest first, and an incomplete batch after a while', async () => {
  await injectFault(simulator, 'webhook_reordered');
  await payAndSettle();
  await expect.poll(async () => (await deliveries()).length, EVENTUALLY).toBe(2);
  const sent = (await deliveries()).toSorted((a, b) => a.id - b.id);
  expect(sent.map(({ body }) => body.status)).toEqual(['completed', 'processing']);
  const { merchant_transaction_id: id } = await createSession(simulator);
  await runAction(simulator, id, 'cancel');
  await advanceClock(simulator, 10);
  await expect.poll(count, EVENTUALLY).toBe(3);
});

test('webhook_dropped sends nothing, and the transaction completes', async () => {
  await injectFault(simulator, 'webhook_dropped');
  expect(await getStatus(simulator, await payAndSettle())).toBe('completed');
  expect([count(), await deliveries()]).toEqual([0, []]);
});

test('webhook_before_response delivers a webhook before the session is returned', async () => {
  await injectFault(simulator, 'webhook_before_response');
  const { merchant_transaction_id: id } = await createSession(simulator);
  expect(receiver.received.map(({ body }) => JSON.parse(body))).toMatchObject([
    { merchant_transaction_id: id, status: 'pending' },
  ]);
});

test.each([
  ['truncated', /^\{"merchant[^}]*$/],
  ['not_json', /^<xml>/],
  ['wrong_types', /"merchant_transaction_id":42/],
  ['missing_fields', /^\{"status":"\w+"\}$/],
  ['empty', /^$/],
])('webhook_malformed can send a body that is %s', async (how, expected) => {
  await injectFault(simulator, 'webhook_malformed', { how });
  await payAndSettle();
  await expect.poll(count, EVENTUALLY).toBe(2);
  for (const { body } of receiver.received) expect(body).toMatch(expected);
});

test('webhook_oversized sends a body as large as given', async () => {
  await injectFault(simulator, 'webhook_oversized', { bytes: 100_000 });
  await payAndSettle();
  await expect.poll(() => receiver.received[0]?.body.length, EVENTUALLY).toBe(100_000);
});

test('webhook_slow delays the second half', async () => {
  await injectFault(simulator, 'webhook_slow', { delayMs: 80 });
  await payAndSettle();
  await expect.poll(async () => (await deliveries()).length, EVENTUALLY).toBe(2);
  expect((await deliveries())[0]?.durationMs).toBeGreaterThan(70);
  expect(statuses().sort()).toEqual(['completed', 'processing']);
});

test('webhook_wrong_secret sends to another path of the same receiver', async () => {
  await injectFault(simulator, 'webhook_wrong_secret');
  await payAndSettle();
  await expect.poll(count, EVENTUALLY).toBe(2);
  expect(new Set(receiver.received.map(({ path }) => path))).toEqual(
    new Set(['/hooks/not-the-secret']),
  );
});

test('a malformed delivery can be resent as intended', async () => {
  await injectFault(simulator, 'webhook_malformed', { how: 'empty', times: 1 });
  const { merchant_transaction_id: id } = await createSession(simulator);
  await runAction(simulator, id, 'cancel');
  await expect.poll(async () => (await deliveries()).length, EVENTUALLY).toBe(1);
  const [malformed] = await deliveries();
  expect(malformed).toMatchObject({ requestBody: '', faults: ['webhook_malformed'] });
  const path = `/control/api/deliveries/${malformed?.id}/resend`;
  const again = await parseJson(await simulator.send('POST', path), deliveryResponseSchema);
  expect(again).toMatchObject({ resendOf: malformed?.id, responseStatus: 204, faults: [] });
  expect(count()).toBe(2);
});

test('a scenario can send old statuses after completed while the API stays correct', async () => {
  const path = '/control/api/scenarios/completed_then_stale/launch';
  await simulator.send('POST', path, { partner_user_id: 'user-1' });
  await advanceClock(simulator, 'PT1H');
  await expect.poll(async () => (await deliveries()).length, EVENTUALLY).toBe(5);
  const bodies = (await deliveries()).toSorted((a, b) => a.id - b.id).map(({ body }) => body);
  expect(bodies.map(({ status }) => status)).toEqual([
    'processing',
    'completed',
    'processing',
    'pending',
    'processing',
  ]);
  expect(String(bodies[3]?.updated_at) < String(bodies[1]?.updated_at)).toBe(true);
  expect(await getStatus(simulator, String(bodies[0]?.merchant_transaction_id))).toBe('completed');
});
