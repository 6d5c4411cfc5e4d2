import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import WebSocket from 'ws';
import { injectFault, resetFrozen, runAction } from '../testing/control';
import { createSession } from '../testing/partner';
import {
  EVENTUALLY,
  startTestSimulator,
  type TestSimulator,
  TOKEN,
} from '../testing/test-simulator';

let simulator: TestSimulator;
let id: string;

beforeEach(async () => {
  simulator = await startTestSimulator({ stepSeconds: 2 });
  await resetFrozen(simulator);
  id = (await createSession(simulator)).merchant_transaction_id;
});
afterEach(() => simulator.dispose());

function connect() {
  const headers = { authorization: `Bearer ${TOKEN}` };
  const socket = new WebSocket(`${simulator.url.replace('http', 'ws')}/ws?tx_id=${id}`, {
    headers,
  });
  const received: string[] = [];
  socket.on('message', (data) => received.push(JSON.parse(String(data)).status));
  socket.on('error', () => undefined);
  return { socket, received };
}

async function connectOpen() {
  const connection = connect();
  await once(connection.socket, 'open');
  return connection;
}

test('socket_refused refuses the upgrade with an error', async () => {
  await injectFault(simulator, 'socket_refused', { code: 'rate_limit_exceeded' });
  const { socket } = connect();
  const [, response]: IncomingMessage[] = await once(socket, 'unexpected-response');
  expect(response?.statusCode).toBe(429);
});

test('socket_dropped closes the connection instead of sending a message', async () => {
  await injectFault(simulator, 'socket_dropped');
  const { socket, received } = await connectOpen();
  const closed = once(socket, 'close');
  await runAction(simulator, id, 'pay');
  await closed;
  expect(received).toEqual([]);
});

test('socket_silent sends nothing and stays open', async () => {
  await injectFault(simulator, 'socket_silent', { times: 1 });
  const { received } = await connectOpen();
  await runAction(simulator, id, 'decline');
  await runAction(simulator, id, 'retry');
  await expect.poll(() => received, EVENTUALLY).toEqual(['pending']);
});

test('socket_repeating sends each message several times', async () => {
  await injectFault(simulator, 'socket_repeating', { copies: 4 });
  const { received } = await connectOpen();
  await runAction(simulator, id, 'cancel');
  await expect.poll(() => received, EVENTUALLY).toEqual(Array(4).fill('cancelled'));
});

test('with the setting socketSnapshot a socket first receives the current status', async () => {
  await simulator.send('PATCH', '/control/api/settings', { socketSnapshot: 'on' });
  const { received } = await connectOpen();
  await expect.poll(() => received, EVENTUALLY).toEqual(['pending']);
});
