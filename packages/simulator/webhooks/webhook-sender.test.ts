import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { runAction } from '../testing/control';
import { createSession, getStatus } from '../testing/partner';
import {
  EVENTUALLY,
  parseJson,
  startTestSimulator,
  type TestSimulator,
} from '../testing/test-simulator';

const bodySchema = z.strictObject({
  merchant_transaction_id: z.string(),
  type: z.string(),
  status: z.string(),
  currency: z.string(),
  network: z.string(),
  crypto_amount: z.string(),
  fiat_currency: z.string(),
  fiat_amount: z.string(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
});

const deliveriesSchema = z.object({
  deliveries: z.array(
    z.object({
      body: bodySchema,
      responseStatus: z.number().nullable(),
      error: z.string().nullable(),
    }),
  ),
});

const FORGED = {
  type: 'buy',
  status: 'completed',
  currency: 'USDT',
  network: 'TRC20',
  crypto_amount: '1000000',
  fiat_currency: 'EUR',
  fiat_amount: '1',
  created_at: '2026-04-01T10:00:00Z',
  updated_at: '2026-04-01T10:00:00Z',
};

let receiver: Server;
let simulator: TestSimulator;
let responseStatus: number;
let received: z.infer<typeof bodySchema>[];

beforeEach(async () => {
  responseStatus = 204;
  received = [];
  receiver = createServer(async (request, response) => {
    received.push(bodySchema.parse(JSON.parse(await text(request))));
    response.writeHead(responseStatus).end();
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  const address = z.object({ port: z.number() }).parse(receiver.address());
  simulator = await startTestSimulator({ webhookUrls: [`http://127.0.0.1:${address.port}/hook`] });
});
afterEach(async () => {
  await simulator.dispose();
  receiver.closeAllConnections();
  receiver.close();
});

async function deliveries() {
  const response = await simulator.request('/control/api/deliveries');
  return (await parseJson(response, deliveriesSchema)).deliveries;
}

test('one webhook is sent per status change, with the amounts at that time', async () => {
  const { merchant_transaction_id: id } = await createSession(simulator);
  for (const action of ['decline', 'retry', 'pay']) await runAction(simulator, id, action);
  await expect.poll(() => received.length, EVENTUALLY).toBe(4);
  const inOrder = received.toSorted((a, b) => a.updated_at.localeCompare(b.updated_at));
  expect(inOrder.map((body) => [body.status, body.crypto_amount])).toEqual([
    ['failed', ''],
    ['pending', ''],
    ['processing', '100'],
    ['completed', '100'],
  ]);
});

test('a failed webhook is never retried and changes nothing', async () => {
  responseStatus = 500;
  const { merchant_transaction_id: id } = await createSession(simulator);
  await runAction(simulator, id, 'cancel');
  await expect.poll(async () => (await deliveries()).length, EVENTUALLY).toBe(1);
  const [only] = await deliveries();
  expect(only).toMatchObject({ responseStatus: 500, error: null });
  expect(received).toHaveLength(1);
  expect(await getStatus(simulator, id)).toBe('cancelled');
});

test('a delivery without a response records the reason', async () => {
  receiver.close();
  await once(receiver, 'close');
  const { merchant_transaction_id: id } = await createSession(simulator);
  await runAction(simulator, id, 'cancel');
  await expect.poll(async () => (await deliveries()).length, EVENTUALLY).toBe(1);
  const [only] = await deliveries();
  expect(only?.responseStatus).toBeNull();
  expect(only?.error).toContain('ECONNREFUSED');
});

test('no webhook is sent while webhooks are switched off', async () => {
  await simulator.send('PATCH', '/control/api/settings', { webhooks: 'off' });
  const { merchant_transaction_id: id } = await createSession(simulator);
  await runAction(simulator, id, 'pay');
  await expect.poll(() => getStatus(simulator, id), EVENTUALLY).toBe('completed');
  expect([received, await deliveries()]).toEqual([[], []]);
});

test('a forged webhook has the body that was given, and changes nothing', async () => {
  const { merchant_transaction_id: id } = await createSession(simulator);
  const body = { ...FORGED, merchant_transaction_id: id };
  const response = await simulator.send('POST', '/control/api/forged-webhooks', body);
  expect(await response.json()).toMatchObject({
    deliveries: [{ transactionId: id, faults: ['forged'], responseStatus: 204 }],
  });
  expect(received).toEqual([body]);
  expect(await getStatus(simulator, id)).toBe('pending');
});
