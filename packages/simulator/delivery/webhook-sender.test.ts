import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { act, mint, statusOf } from '../testing/answers';
import { read, type Simulation, SOON, simulate } from '../testing/running-simulator';

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

let receiver: Server;
let simulation: Simulation;
let answerStatus: number;
let received: z.infer<typeof bodySchema>[];

beforeEach(async () => {
  answerStatus = 204;
  received = [];
  receiver = createServer(async (request, response) => {
    received.push(bodySchema.parse(JSON.parse(await text(request))));
    response.writeHead(answerStatus).end();
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  const address = z.object({ port: z.number() }).parse(receiver.address());
  simulation = await simulate({ webhookUrl: `http://127.0.0.1:${address.port}/hook` });
});
afterEach(async () => {
  await simulation.dispose();
  receiver.closeAllConnections();
  receiver.close();
});

async function deliveries() {
  const response = await simulation.request('/control/api/deliveries');
  return (await read(response, deliveriesSchema)).deliveries;
}

describe('the partner webhook', () => {
  it('goes out once per status change, with the amounts of that moment', async () => {
    const { merchant_transaction_id: id } = await mint(simulation);
    for (const action of ['decline', 'retry', 'pay']) await act(simulation, id, action);
    await expect.poll(() => received.length, SOON).toBe(4);
    const inOrder = received.toSorted((a, b) => a.updated_at.localeCompare(b.updated_at));
    expect(inOrder.map((body) => [body.status, body.crypto_amount])).toEqual([
      ['failed', ''],
      ['pending', ''],
      ['processing', '100'],
      ['completed', '100'],
    ]);
  });

  it('is never sent again, and a receiver that fails changes nothing', async () => {
    answerStatus = 500;
    const { merchant_transaction_id: id } = await mint(simulation);
    await act(simulation, id, 'cancel');
    await expect.poll(async () => (await deliveries()).length, SOON).toBe(1);
    const [only] = await deliveries();
    expect(only).toMatchObject({ responseStatus: 500, error: null });
    expect(received).toHaveLength(1);
    expect(await statusOf(simulation, id)).toBe('cancelled');
  });

  it('records why no answer came', async () => {
    receiver.close();
    await once(receiver, 'close');
    const { merchant_transaction_id: id } = await mint(simulation);
    await act(simulation, id, 'cancel');
    await expect.poll(async () => (await deliveries()).length, SOON).toBe(1);
    const [only] = await deliveries();
    expect(only?.responseStatus).toBeNull();
    expect(only?.error).toContain('ECONNREFUSED');
  });

  it('is silent while it is switched off', async () => {
    await simulation.send('PATCH', '/control/api/settings', { webhooks: 'off' });
    const { merchant_transaction_id: id } = await mint(simulation);
    await act(simulation, id, 'pay');
    await expect.poll(() => statusOf(simulation, id), SOON).toBe('completed');
    expect([received, await deliveries()]).toEqual([[], []]);
  });
});
