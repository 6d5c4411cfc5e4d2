import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { z } from 'zod';
import { act, mint } from '../testing/answers';
import { type Simulation, SOON, simulate, TOKEN } from '../testing/running-simulator';

let simulation: Simulation;

beforeEach(async () => {
  simulation = await simulate();
});
afterEach(() => simulation.dispose());

function connect(query: string, token: string | null = TOKEN): WebSocket {
  const headers = token === null ? {} : { authorization: `Bearer ${token}` };
  return new WebSocket(`${simulation.url.replace('http', 'ws')}/ws${query}`, { headers });
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

describe('the socket', () => {
  it('sends every change of its transaction and nothing of others', async () => {
    const mine = await mint(simulation);
    const other = await mint(simulation);
    const socket = connect(`?tx_id=${mine.merchant_transaction_id}`);
    const received: z.infer<typeof updateSchema>[] = [];
    socket.on('message', (data) => received.push(updateSchema.parse(JSON.parse(String(data)))));
    await once(socket, 'open');
    await act(simulation, other.merchant_transaction_id, 'pay');
    await act(simulation, mine.merchant_transaction_id, 'pay');
    await expect.poll(() => received.length, SOON).toBe(2);
    expect(received.map((message) => message.status)).toEqual(['processing', 'completed']);
    expect(new Set(received.map((message) => message.merchant_transaction_id)).size).toBe(1);
  });

  it('refuses an upgrade with the HTTP status that the API would give', async () => {
    const { merchant_transaction_id: id } = await mint(simulation);
    expect(await refusal(`?tx_id=${id}`, null)).toBe(401);
    expect(await refusal(`?tx_id=${id}`, 'sim_wrong')).toBe(401);
    expect(await refusal('?tx_id=unknown')).toBe(404);
    expect(await refusal('')).toBe(400);
  });

  it('drops open sockets and refuses new ones while it is switched off', async () => {
    const { merchant_transaction_id: id } = await mint(simulation);
    const socket = connect(`?tx_id=${id}`);
    await once(socket, 'open');
    const closed = once(socket, 'close');
    await simulation.send('PATCH', '/control/api/settings', { socket: 'off' });
    await closed;
    expect(await refusal(`?tx_id=${id}`)).toBe(502);
  });

  it('an open socket does not hold up the end of the simulator', async () => {
    const { merchant_transaction_id: id } = await mint(simulation);
    const socket = connect(`?tx_id=${id}`);
    await once(socket, 'open');
    const closed = once(socket, 'close');
    await simulation.restart();
    await closed;
  });
});
