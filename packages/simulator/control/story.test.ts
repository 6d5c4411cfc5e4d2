import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { startWebhookReceiver } from '../testing/control';
import { createSession, errorSchema, getStatus } from '../testing/partner';
import {
  EVENTUALLY,
  ORDER,
  parseJson,
  startTestSimulator,
  type TestSimulator,
} from '../testing/test-simulator';
import { createdWorld, createWorld, type TestWorld } from '../testing/world';
import { type Story, type StoryStep, storySchema } from './story';

let simulator: TestSimulator;
const receivers: Awaited<ReturnType<typeof startWebhookReceiver>>[] = [];
beforeAll(async () => {
  simulator = await startTestSimulator();
});
afterAll(async () => {
  await simulator.dispose();
  for (const receiver of receivers) receiver.close();
});

async function startReceiver() {
  const receiver = await startWebhookReceiver();
  receivers.push(receiver);
  return receiver;
}

const PERSONAL = {
  partner_user_id: 'customer-4711',
  user_email: 'grace.hopper@example.com',
  client_ip: '203.0.113.9',
  redirect_url: 'https://shop.example/back?customer=4711',
  address: 'TQpersonalWallet1234567890',
  first_name: 'Grace',
  card: { number: '4444 4444 4444 3333', cvv: 987 },
};

/** A buy that fails and is retried, then a sell, an hour apart. */
async function recordStory(world: TestWorld): Promise<{ ids: string[]; secrets: string[] }> {
  const act = async (id: string, ...actions: string[]) => {
    for (const action of actions) {
      await world.control('POST', `/transactions/${id}/actions`, { action });
      await world.control('POST', '/clock', { advance: 'PT10S' });
    }
  };
  const buy = await createSession(world, PERSONAL);
  await act(buy.merchant_transaction_id, 'verify_identity', 'decline', 'retry', 'pay');
  await world.control('POST', '/clock', { advance: 'PT1H' });
  const sell = await createSession(world, { ...PERSONAL, type: 'sell' });
  await world.request(`/widget/users/${PERSONAL.partner_user_id}/kyc-status`);
  await world.request(`/widget/transactions/${sell.merchant_transaction_id}`);
  await world.request(`/widget/transactions/${PERSONAL.user_email}`);
  await world.request('/widget/session', { method: 'POST', body: `{"${PERSONAL.user_email}` });
  await act(sell.merchant_transaction_id, 'deposit');
  const sessions = [buy, sell];
  return {
    ids: sessions.map((session) => session.merchant_transaction_id),
    secrets: sessions.flatMap(({ init_token, signature, address }) => [
      ...[init_token, signature, address],
    ]),
  };
}

const exported = async (world: TestWorld) =>
  parseJson(await world.control('GET', '/story'), storySchema);

const { partner_user_id: _, user_email: __, ...ORDER_TERMS } = ORDER;

function stepsOf<Kind extends StoryStep['kind']>({ steps }: Story, kind: Kind) {
  return steps.filter((step): step is Extract<StoryStep, { kind: Kind }> => step.kind === kind);
}

/** What is left of a body to compare. */
const bodySchema = z.object({ merchant_transaction_id: z.string(), status: z.string() });
const statusesOf = (bodies: unknown[]) =>
  bodies.map((body) => Object.values(bodySchema.parse(body)).join(' '));

async function replay(story: Story, fields: Record<string, unknown>) {
  const response = await simulator.send('POST', '/control/replay', { story, ...fields });
  expect(response.status).toBe(201);
  return createdWorld(simulator, response);
}

/** Each webhook arrives so many times. */
async function record(settings = {}, copies = 1) {
  const receiver = await startReceiver();
  const world = await createWorld(simulator, {
    ...{ seed: 'one', nowMs: Date.UTC(2026, 3, 1, 10), frozen: true },
    faults: copies > 1 ? { webhook_duplicated: { copies } } : {},
    settings: { webhookUrls: [receiver.url], ...settings },
  });
  const recorded = await recordStory(world);
  const webhooks = async () => stepsOf(await exported(world), 'webhook');
  await expect.poll(webhooks, EVENTUALLY).toHaveLength(6 * copies);
  return { ...recorded, world, receiver, story: await exported(world) };
}

test('a story has the orders, changes, webhooks and calls of a world in order, and no secret or personal data', async () => {
  const { story, ids, secrets, receiver, world } = await record({ allowedIps: ['127.0.0.1'] });
  expect(stepsOf(story, 'order').map(({ transactionId }) => transactionId)).toEqual(ids);
  expect(stepsOf(story, 'status').map(({ to }) => to)).toEqual([
    ...['failed', 'pending', 'processing', 'completed'],
    ...['processing', 'completed'],
  ]);
  expect(stepsOf(story, 'webhook')).toHaveLength(6);
  expect(stepsOf(story, 'call').map(({ path }) => path)).toEqual([
    '/widget/session',
    '/widget/session',
    '/widget/users/partner_user_id-1/kyc-status',
    `/widget/transactions/${ids[1]}`,
    '/widget/transactions/merchant_transaction_id-1',
    '/widget/session',
  ]);
  const offsets = story.steps.map(({ offsetMs }) => offsetMs);
  expect(offsets).toEqual(offsets.toSorted((left, right) => left - right));
  expect(offsets.at(-1)).toBeGreaterThan(3_600_000);

  const forged = { ...PERSONAL, [PERSONAL.user_email]: 1, status: PERSONAL.user_email };
  await world.control('POST', '/forged-webhooks', forged);
  const text = JSON.stringify(await exported(world));
  const { card, ...plain } = PERSONAL;
  const secretTexts = [...Object.values(plain), card.number, String(card.cvv), ...secrets];
  secretTexts.push(
    'Grace',
    'hopper',
    '4711',
    world.token,
    receiver.url,
    'right-secret',
    '127.0.0.1',
  );
  expect(secretTexts.filter((secret) => text.includes(secret))).toEqual([]);
});

test('equal values have equal pseudonyms, and other values others', async () => {
  const { story } = await record();
  expect(stepsOf(story, 'order').map(({ partnerUserId }) => partnerUserId)).toEqual([
    'partner_user_id-1',
    'partner_user_id-1',
  ]);
  const calls = stepsOf(story, 'call');
  expect(calls[0]?.requestBody).toMatchObject({ ...ORDER_TERMS, user_email: 'user_email-1' });
  expect(calls[1]?.requestBody).toMatchObject({ user_email: 'user_email-1' });
  expect(calls[0]?.responseBody).toMatchObject({ init_token_type: 'sdk_partner_authorization' });
});

test('a replayed story sends the same webhooks in the same order, and every channel tells it', async () => {
  const { story, ids, receiver } = await record({}, 2);
  const fresh = await startReceiver();
  const world = await replay(story, { webhookUrl: fresh.url, speed: 10_000 });
  await vi.waitFor(() => expect(fresh.received).toHaveLength(12), EVENTUALLY);
  const bodies = (of: typeof fresh) => of.received.map(({ body }): unknown => JSON.parse(body));
  expect(bodies(fresh)).toEqual(stepsOf(story, 'webhook').map(({ body }) => body));
  expect(statusesOf(bodies(fresh)).sort()).toEqual(statusesOf(bodies(receiver)).sort());

  const path = `/widget/transactions/${ids[1]}`;
  expect(await (await world.request(path)).json()).toMatchObject({
    ...{ type: 'sell', status: 'completed', crypto_amount: '100' },
    partner_user_id: 'partner_user_id-1',
  });
  const kyc = await world.request('/widget/users/partner_user_id-1/kyc-status');
  expect(await kyc.json()).toMatchObject({ status: 'verified' });
  const changes = (of: Story) =>
    stepsOf(of, 'status').map(({ offsetMs: _offset, ...step }) => step);
  expect(changes(await exported(world))).toEqual(changes(story));
});

test('a replayed story takes its time: what has not happened yet is not there', async () => {
  const { story, ids } = await record();
  const world = await replay(story, { token: 'sim_slow_replay' });
  expect(world.token).toBe('sim_slow_replay');
  await expect.poll(() => getStatus(world, ids[0] ?? ''), EVENTUALLY).toBe('pending');
  expect((await world.request(`/widget/transactions/${ids[1]}`)).status).toBe(404);
  const advance = (by: string) => world.control('POST', '/clock', { advance: by });
  await advance('PT11S');
  expect(await getStatus(world, ids[0] ?? '')).toBe('failed');
  await advance('PT2H');
  expect(await getStatus(world, ids[1] ?? '')).toBe('completed');
});

const snapshotSchema = z.looseObject({
  merchant_transaction_id: z.string(),
  status: z.string(),
  created_at: z.string(),
});

test("the partner's own orders live the story, one after another, on every channel", async () => {
  const { story, ids } = await record({}, 2);
  const { received, url: webhookUrl } = await startReceiver();
  const world = await replay(story, { orders: 'minted', webhookUrl, speed: 1_000 });
  const own = { partner_user_id: 'own-user', user_email: 'own@example.com' };
  const startMs = Date.now();
  const buy = await createSession(world, own);
  await vi.waitFor(() => expect(received).toHaveLength(8), EVENTUALLY);
  const sell = await createSession(world, { ...own, type: 'sell' });
  await vi.waitFor(() => expect(received).toHaveLength(12), EVENTUALLY);

  const ownIds = [buy, sell].map((session) => session.merchant_transaction_id);
  expect(ids.filter((id) => ownIds.includes(id))).toEqual([]);
  const bodies = received.map(({ body }) => snapshotSchema.parse(JSON.parse(body)));
  const recorded = statusesOf(stepsOf(story, 'webhook').map(({ body }) => body));
  expect(statusesOf(bodies)).toEqual(
    recorded.map((text) => text.replace(/^\S+/, (id) => ownIds[ids.indexOf(id)] ?? id)),
  );
  // Nothing but the story happens, not even when the deposit window passes.
  expect((await world.control('POST', '/clock', { advance: 'P1D' })).status).toBe(200);
  // The last webhook about each order has what the API has.
  for (const id of ownIds) {
    const response = await world.request(`/widget/transactions/${id}`);
    const { partner_user_id: user, ...now } = await parseJson(response, snapshotSchema);
    expect(bodies.findLast((body) => body.merchant_transaction_id === id)).toEqual(now);
    expect([user, now.status]).toEqual(['own-user', 'completed']);
    expect(Date.parse(now.created_at)).toBeGreaterThanOrEqual(startMs);
  }
  const kyc = await world.request('/widget/users/own-user/kyc-status');
  expect(await kyc.json()).toMatchObject({ status: 'verified' });
});

test('a session that is not the next order of the story is refused with what the story has', async () => {
  const world = await replay((await record()).story, { orders: 'minted' });
  const refusal = async (changes = {}) => {
    const response = await world.send('POST', '/widget/session', { ...ORDER, ...changes });
    return response.ok ? null : (await parseJson(response, errorSchema)).message;
  };
  const first = 'Order 1 of the story is a buy of 100 USDT on TRC20';
  for (const changes of [{ type: 'sell' }, { amount: '99' }, { network: 'ERC20' }])
    expect([changes, await refusal(changes)]).toEqual([changes, first]);
  expect(await refusal()).toBeNull();
  expect(await refusal()).toBe('Order 2 of the story is a sell of 100 USDT on TRC20');
  expect(await refusal({ type: 'sell' })).toBeNull();
  expect(await refusal()).toBe('The story has 2 orders, and all are replayed');
});

test('a file that is no story is refused with what is wrong', async () => {
  const response = await simulator.send('POST', '/control/replay', { story: { version: 2 } });
  expect(response.status).toBe(400);
  expect((await parseJson(response, errorSchema)).message).toContain('version');
});
