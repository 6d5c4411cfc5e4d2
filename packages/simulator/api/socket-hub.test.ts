import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import WebSocket from 'ws';
import { z } from 'zod';
import { runAction } from '../testing/control';
import { createSession } from '../testing/partner';
import {
  EVENTUALLY,
  startTestSimulator,
  type TestSimulator,
  TOKEN,
} from '../testing/test-simulator';

let simulator: TestSimulator;

beforeEach(async () => {
  simulator = await startTestSimulator();
});
afterEach(() => simulator.dispose());

function connect(query: string, token: string | null = TOKEN): WebSocket {
  const headers = token === null ? {} : { authorization: `Bearer ${token}` };
  return new WebSocket(`${simulator.url.replace('http', 'ws')}/ws${query}`, { headers });
}

async function refusal(query: string, token?: string | null): Promise<number | undefined> {
  const socket = connect(query, token);
  socket.on('error', () => undefined);
  const [, response]: IncomingMessage[] = await once(socket, 'unexpected-response');
  return response?.statusCode;
}

const updateSchema = z.strictObject({
  event: z.literal('tx.update'),
  merchant_transaction_id: z.string(),
  type: z.string(),
  status: z.string(),
  payment_method: z.string().optional(),
  currency: z.string(),
  fiat_currency: z.string(),
  fiat_amount: z.string(),
  crypto_amount: z.string(),
  occurred_at: z.iso.datetime(),
});

test('a socket receives every change of its transaction and none of others', async () => {
  const mine = await createSession(simulator);
  const other = await createSession(simulator);
  const socket = connect(`?tx_id=${mine.merchant_transaction_id}`);
  const received: z.infer<typeof updateSchema>[] = [];
  socket.on('message', (data) => received.push(updateSchema.parse(JSON.parse(String(data)))));
  await once(socket, 'open');
  await runAction(simulator, other.merchant_transaction_id, 'pay');
  await runAction(simulator, mine.merchant_transaction_id, 'pay');
  await expect.poll(() => received.length, EVENTUALLY).toBe(2);
  expect(received.map((message) => message.status)).toEqual(['processing', 'completed']);
  expect(new Set(received.map((message) => message.merchant_transaction_id)).size).toBe(1);
});

test('a refused upgrade has the HTTP status that the API would return', async () => {
  const { merchant_transaction_id: id } = await createSession(simulator);
  expect(await refusal(`?tx_id=${id}`, null)).toBe(401);
  expect(await refusal(`?tx_id=${id}`, 'sim_wrong')).toBe(401);
  expect(await refusal('?tx_id=unknown')).toBe(404);
  expect(await refusal('')).toBe(400);
});

test('a socket of no known transaction opens and stays silent, if the setting says so', async () => {
  await simulator.send('PATCH', '/control/api/settings', { unknownSockets: 'silent' });
  for (const query of ['', '?tx_id=unknown']) {
    const socket = connect(query);
    await once(socket, 'open');
    socket.terminate();
  }
  expect(await refusal('', 'sim_wrong')).toBe(401);
});

test('switching the socket off closes open sockets and refuses new ones', async () => {
  const { merchant_transaction_id: id } = await createSession(simulator);
  const socket = connect(`?tx_id=${id}`);
  await once(socket, 'open');
  const closed = once(socket, 'close');
  await simulator.send('PATCH', '/control/api/settings', { socket: 'off' });
  await closed;
  expect(await refusal(`?tx_id=${id}`)).toBe(502);
});

test('an open socket does not delay the shutdown', async () => {
  const { merchant_transaction_id: id } = await createSession(simulator);
  const socket = connect(`?tx_id=${id}`);
  await once(socket, 'open');
  const closed = once(socket, 'close');
  await simulator.restart();
  await closed;
});
