import { once } from 'node:events';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { z } from 'zod';
import { START_MS, startWebhookReceiver } from '../testing/control';
import { createSession, errorSchema, getStatus, sessionSchema } from '../testing/partner';
import {
  EVENTUALLY,
  ORDER,
  parseJson,
  startTestSimulator,
  type TestSimulator,
} from '../testing/test-simulator';
import { WidgetClient } from '../testing/widget-client';
import { createWorld, type TestWorld } from '../testing/world';

let simulator: TestSimulator;
beforeAll(async () => {
  simulator = await startTestSimulator();
});
afterAll(() => simulator.dispose());

const SEEDED = { seed: 'one', nowMs: START_MS, frozen: true };
const ACTIONS = ['pay', 'cancel', 'fail', 'settle'];

/** Twenty orders whose steps take turns. Each seed is another course of events. */
async function runStories(world: TestWorld, seed: number): Promise<void> {
  const sessions = [];
  for (let story = 0; story < 20; story += 1)
    sessions.push(await createSession(world, { partner_user_id: `user-${story % 5}` }));
  for (let step = 0; step < 2; step += 1) {
    for (const [story, { merchant_transaction_id: id }] of sessions.entries()) {
      const action = ACTIONS[(story * 7 + step * 3 + seed) % ACTIONS.length];
      // Some are impossible. A refusal changes nothing.
      await world.control('POST', `/transactions/${id}/actions`, { action });
    }
    await world.control('POST', '/clock', { advance: seed + 1 });
  }
}

async function storyOf(world: TestWorld): Promise<string> {
  return (await world.control('GET', '/events.ndjson')).text();
}

test('100 worlds with 20 stories each run at once as each would alone', {
  timeout: 120_000,
}, async () => {
  const alone = [];
  for (let seed = 0; seed < 4; seed += 1) {
    const world = await createWorld(simulator, SEEDED);
    await runStories(world, seed);
    alone.push(await storyOf(world));
    await simulator.send('DELETE', `/control/worlds/${world.id}`);
  }
  expect(new Set(alone).size).toBe(4);
  const worlds = await Promise.all(
    Array.from({ length: 100 }, () => createWorld(simulator, SEEDED)),
  );
  await Promise.all(worlds.map((world, index) => runStories(world, index % 4)));
  for (const [index, world] of worlds.entries()) {
    expect(await storyOf(world)).toBe(alone[index % 4]);
    expect((await simulator.send('DELETE', `/control/worlds/${world.id}`)).status).toBe(204);
  }
});

test('the token alone decides which world an order, a read, a socket and a widget belong to', async () => {
  // The same seed, and so the same ids.
  const [one, other] = [await createWorld(simulator, SEEDED), await createWorld(simulator, SEEDED)];
  const [session, twin] = [await createSession(one), await createSession(other)];
  const id = session.merchant_transaction_id;
  expect(twin.merchant_transaction_id).toBe(id);
  expect((await simulator.request(`/widget/transactions/${id}`)).status).toBe(404);

  const url = `${simulator.url.replace('http', 'ws')}/ws?tx_id=${id}`;
  const sockets = [one, other].map(
    ({ token }) => new WebSocket(url, { headers: { authorization: `Bearer ${token}` } }),
  );
  const messages = sockets.map((socket) => {
    const received: string[] = [];
    socket.on('message', (data) => received.push(String(data)));
    return received;
  });
  await Promise.all(sockets.map((socket) => once(socket, 'open')));
  // As in a browser, which has no world's token.
  const widget = await WidgetClient.open(simulator, session);
  expect((await widget.events()).map(({ name }) => name)).toContain('status');
  await one.control('POST', `/transactions/${id}/actions`, { action: 'cancel' });
  await vi.waitFor(() => expect(messages[0]).toHaveLength(1), EVENTUALLY);
  expect([await getStatus(one, id), await getStatus(other, id)]).toEqual(['cancelled', 'pending']);
  await other.control('POST', `/transactions/${id}/actions`, { action: 'cancel' });
  await vi.waitFor(() => expect(messages[1]).toHaveLength(1), EVENTUALLY);
  expect(messages[0]).toHaveLength(1);
  for (const socket of sockets) socket.terminate();
});

test('settings, faults, assets and webhook URLs of a world are its own', async () => {
  const receivers = [await startWebhookReceiver(), await startWebhookReceiver()];
  const world = await createWorld(simulator, {
    assets: ['TESTNET:COIN'],
    settings: { webhookUrls: receivers.map(({ url }) => url), offrampEnabled: false },
    faults: { api_unknown_transaction_status: {} },
  });
  const plain = await createWorld(simulator);
  const asset = { network: 'TESTNET', currency: 'COIN' };
  const order = { ...ORDER, ...asset };
  expect((await plain.send('POST', '/widget/session', order)).status).toBe(400);
  const sell = { ...ORDER, type: 'sell' };
  expect((await world.send('POST', '/widget/session', sell)).status).toBe(403);
  expect((await plain.send('POST', '/widget/session', sell)).status).toBe(200);
  const { merchant_transaction_id: id } = await createSession(world, asset);
  await world.control('POST', `/transactions/${id}/actions`, { action: 'cancel' });
  for (const { received } of receivers) {
    await vi.waitFor(() => expect(received).toHaveLength(1), EVENTUALLY);
    expect(received[0]?.body).toContain(id);
  }
  expect(await getStatus(world, id)).not.toBe('cancelled');
  const { merchant_transaction_id: other } = await createSession(plain);
  expect(await getStatus(plain, other)).toBe('pending');
  for (const receiver of receivers) receiver.close();
});

test('the fiat currencies of a world are its own, and orders begin with the first', async () => {
  const world = await createWorld(simulator, { fiatCurrencies: ['CHF', 'EUR'] });
  const response = await world.send('POST', '/widget/session', ORDER);
  const session = await parseJson(response, sessionSchema.loose());
  expect(session).toMatchObject({ fiat_currency: 'CHF', fiat_currencies: ['CHF', 'EUR'] });
  const widget = await WidgetClient.open(simulator, session);
  expect(await widget.page()).toMatch(/value="CHF" selected.*value="EUR"/);
  await widget.submit('change-fiat', { fiat: 'USD' });
  const path = `/transactions/${session.merchant_transaction_id}`;
  const read = async () => (await world.control('GET', path)).json();
  expect(await read()).toMatchObject({ fiat_currency: 'CHF' });
  await widget.submit('change-fiat', { fiat: 'EUR' });
  expect(await read()).toMatchObject({ fiat_currency: 'EUR' });
  expect(await createSession(simulator)).toMatchObject({ fiat_currency: 'EUR' });
});

test('a world survives a restart with its orders, settings and faults', async () => {
  const world = await createWorld(simulator, {
    name: 'checkout tests',
    settings: { offrampEnabled: false },
    faults: { webhook_dropped: {} },
  });
  const { merchant_transaction_id: id } = await createSession(world);
  await simulator.restart();
  expect(await getStatus(world, id)).toBe('pending');
  const settings = await world.control('GET', '/settings');
  expect(await settings.json()).toMatchObject({ offrampEnabled: false });
  const state = await world.control('GET', '/state');
  expect(await state.json()).toMatchObject({ faults: { webhook_dropped: {} } });
  const listed = await simulator.request(`/control/worlds/${world.id}`);
  expect(await listed.json()).toMatchObject({ name: 'checkout tests', transactions: 1 });
});

test('a deleted world is gone: its token, its control API and its files', async () => {
  const world = await createWorld(simulator);
  const { merchant_transaction_id: id } = await createSession(world);
  expect((await simulator.send('DELETE', `/control/worlds/${world.id}`)).status).toBe(204);
  expect((await world.request(`/widget/transactions/${id}`)).status).toBe(401);
  expect((await world.control('GET', '/settings')).status).toBe(404);
  await simulator.restart();
  expect((await simulator.request(`/control/worlds/${world.id}`)).status).toBe(404);
});

test('an unknown world is not found, and the response lists those that there are', async () => {
  const { id } = await createWorld(simulator);
  for (const path of ['/control/worlds/none', '/control/worlds/none/settings']) {
    const response = await simulator.request(path);
    expect(response.status).toBe(404);
    const { message } = await parseJson(response, errorSchema);
    expect(message).toMatch(/^There is no world "none"\. There are: /);
    expect(message).toContain(id);
  }
});

test('what is wrong with a new world is named, and nothing is created', async () => {
  const count = async () => {
    const listSchema = z.object({ worlds: z.array(z.unknown()) });
    return (await parseJson(await simulator.request('/control/worlds'), listSchema)).worlds.length;
  };
  const before = await count();
  const taken = await createWorld(simulator, { token: 'sim_taken_token' });
  const requests = [
    [{ token: 'live_token_value' }, 400, 'token'],
    [{ token: taken.token }, 409, 'Another world has this token'],
    [{ faults: { no_such_fault: {} } }, 400, 'no_such_fault'],
    [{ faults: { webhook_duplicated: { copies: 1 } } }, 400, 'copies'],
    [{ settings: { webhookUrls: ['ftp://example.com'] } }, 400, 'webhookUrls'],
    [{ colour: 'blue' }, 400, 'colour'],
    [{ fiatCurrencies: ['Euro'] }, 400, 'must be a code such as EUR'],
  ] as const;
  for (const [request, status, mentioned] of requests) {
    const response = await simulator.send('POST', '/control/worlds', request);
    expect(response.status).toBe(status);
    expect((await parseJson(response, errorSchema)).message).toContain(mentioned);
  }
  expect(await count()).toBe(before + 1);
});
