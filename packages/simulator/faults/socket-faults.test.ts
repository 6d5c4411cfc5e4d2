import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { act, mint } from '../testing/answers';
import { type Simulation, SOON, simulate, TOKEN } from '../testing/running-simulator';
import { beginFrozen, switchOn } from '../testing/steering';

let simulation: Simulation;
let id: string;

beforeEach(async () => {
  simulation = await simulate({ stepSeconds: 2 });
  await beginFrozen(simulation);
  id = (await mint(simulation)).merchant_transaction_id;
});
afterEach(() => simulation.dispose());

async function connected() {
  const headers = { authorization: `Bearer ${TOKEN}` };
  const socket = new WebSocket(`${simulation.url.replace('http', 'ws')}/ws?tx_id=${id}`, {
    headers,
  });
  const heard: string[] = [];
  socket.on('message', (data) => heard.push(JSON.parse(String(data)).status));
  socket.on('error', () => undefined);
  return { socket, heard };
}

async function opened() {
  const connection = await connected();
  await once(connection.socket, 'open');
  return connection;
}

describe('a fault of the WebSocket', () => {
  it('socket_refused answers the upgrade with an error', async () => {
    await switchOn(simulation, 'socket_refused', { code: 'rate_limit_exceeded' });
    const { socket } = await connected();
    const [, response]: IncomingMessage[] = await once(socket, 'unexpected-response');
    expect(response?.statusCode).toBe(429);
  });

  it('socket_dropped breaks the connection in place of telling', async () => {
    await switchOn(simulation, 'socket_dropped');
    const { socket, heard } = await opened();
    const closed = once(socket, 'close');
    await act(simulation, id, 'pay');
    await closed;
    expect(heard).toEqual([]);
  });

  it('socket_silent says nothing and stays open', async () => {
    await switchOn(simulation, 'socket_silent', { times: 1 });
    const { heard } = await opened();
    await act(simulation, id, 'decline');
    await act(simulation, id, 'retry');
    await expect.poll(() => heard, SOON).toEqual(['pending']);
  });

  it('socket_repeating says everything several times', async () => {
    await switchOn(simulation, 'socket_repeating', { copies: 4 });
    const { heard } = await opened();
    await act(simulation, id, 'cancel');
    await expect.poll(() => heard, SOON).toEqual(Array(4).fill('cancelled'));
  });

  it('with the setting socketSnapshot a socket is first told where it stands', async () => {
    await simulation.send('PATCH', '/control/api/settings', { socketSnapshot: 'on' });
    const { heard } = await opened();
    await expect.poll(() => heard, SOON).toEqual(['pending']);
  });
});
