import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import WebSocket from 'ws';
import { z } from 'zod';
import { droppedResponseSchema, faultResponseSchema } from '../control/response-schemas';
import { readEvents, runAction, startWebhookReceiver } from '../testing/control';
import { createSession, errorSchema } from '../testing/partner';
import {
  EVENTUALLY,
  parseJson,
  startTestSimulator,
  type TestSimulator,
  TOKEN,
} from '../testing/test-simulator';

let simulator: TestSimulator;
let receiver: Awaited<ReturnType<typeof startWebhookReceiver>>;
let id: string;

beforeEach(async () => {
  receiver = await startWebhookReceiver();
  simulator = await startTestSimulator({ webhookUrls: [receiver.url] });
  id = (await createSession(simulator)).merchant_transaction_id;
});
afterEach(async () => {
  await simulator.dispose();
  receiver.close();
});

const preset = (method: 'PUT' | 'DELETE', name: string) =>
  simulator.send(method, `/control/api/fault-presets/${name}`);

async function connect() {
  const headers = { authorization: `Bearer ${TOKEN}` };
  const url = `${simulator.url.replace('http', 'ws')}/ws?tx_id=${id}`;
  const socket = new WebSocket(url, { headers });
  const received: string[] = [];
  socket.on('message', (data) => received.push(JSON.parse(String(data)).status));
  await once(socket, 'open');
  return { socket, received };
}

async function droppedMessages() {
  const schema = z.object({ messages: z.array(droppedResponseSchema) });
  const response = await simulator.request('/control/api/dropped-messages');
  return (await parseJson(response, schema)).messages;
}

async function faultsThatAreOn() {
  const schema = z.object({ faults: z.array(faultResponseSchema) });
  const { faults } = await parseJson(await simulator.request('/control/api/faults'), schema);
  return faults.filter(({ on }) => on).map((fault) => fault.id);
}

test('a push outage cuts webhooks and sockets with one call, until it is switched off', async () => {
  const { socket, received } = await connect();
  expect((await preset('PUT', 'push_outage')).status).toBe(200);
  await runAction(simulator, id, 'decline');
  expect((await simulator.request(`/widget/transactions/${id}`)).status).toBe(200);
  await preset('DELETE', 'push_outage');
  expect(await faultsThatAreOn()).toEqual([]);
  await runAction(simulator, id, 'retry');
  await expect.poll(() => received, EVENTUALLY).toEqual(['pending']);
  await expect.poll(() => receiver.received.length, EVENTUALLY).toBe(1);
  expect(receiver.received[0]?.body).toContain('"status":"pending"');
  socket.terminate();
});

test('what a push outage drops is listed with its content and recorded as events', async () => {
  const { socket } = await connect();
  await preset('PUT', 'push_outage');
  await runAction(simulator, id, 'cancel');
  const dropped = await droppedMessages();
  expect(dropped.map(({ channel, fault }) => [channel, fault]).sort()).toEqual([
    ['socket', 'socket_silent'],
    ['webhook', 'webhook_dropped'],
  ]);
  for (const { transactionId, body } of dropped) {
    expect(transactionId).toBe(id);
    expect(body).toMatchObject({ merchant_transaction_id: id, status: 'cancelled' });
  }
  const types = (await readEvents(simulator)).map(({ type }) => type);
  expect(types).toContain('delivery.dropped');
  expect(types).toContain('socket_message.dropped');
  socket.terminate();
});

test('a socket message is listed as dropped only if a socket was open', async () => {
  await preset('PUT', 'push_outage');
  await runAction(simulator, id, 'cancel');
  expect((await droppedMessages()).map(({ channel }) => channel)).toEqual(['webhook']);
});

test('a message that closes its socket instead of being sent is listed as dropped', async () => {
  const { socket } = await connect();
  await simulator.send('PUT', '/control/api/faults/socket_dropped', {});
  const closed = once(socket, 'close');
  await runAction(simulator, id, 'cancel');
  await closed;
  expect(await droppedMessages()).toMatchObject([{ channel: 'socket', fault: 'socket_dropped' }]);
});

test('a reset empties the list of dropped messages', async () => {
  await preset('PUT', 'push_outage');
  await runAction(simulator, id, 'cancel');
  await simulator.send('POST', '/control/api/reset');
  expect(await droppedMessages()).toEqual([]);
});

test('a provider outage also fails every API call', async () => {
  await preset('PUT', 'provider_outage');
  const response = await simulator.request(`/widget/transactions/${id}`);
  expect(response.status).toBe(502);
  expect(await faultsThatAreOn()).toEqual(['api_error', 'webhook_dropped', 'socket_silent']);
});

test('an unknown preset is refused with the known ones', async () => {
  const response = await preset('PUT', 'gremlins');
  expect(response.status).toBe(404);
  expect((await parseJson(response, errorSchema)).message).toContain('push_outage');
});
