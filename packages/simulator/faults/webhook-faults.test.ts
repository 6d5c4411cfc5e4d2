import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { deliveryAnswerSchema } from '../control/answers';
import { act, mint, statusOf } from '../testing/answers';
import { read, type Simulation, SOON, simulate } from '../testing/running-simulator';
import { advance, beginFrozen, switchOn, webhookReceiver } from '../testing/steering';

let simulation: Simulation;
let receiver: Awaited<ReturnType<typeof webhookReceiver>>;

beforeEach(async () => {
  receiver = await webhookReceiver();
  simulation = await simulate({ webhookUrl: receiver.url, stepSeconds: 2 });
  await beginFrozen(simulation);
});
afterEach(async () => {
  await simulation.dispose();
  receiver.close();
});

const count = () => receiver.received.length;
const statuses = () => receiver.received.map(({ body }) => JSON.parse(body).status);

async function payAndSettle(): Promise<string> {
  const { merchant_transaction_id: id } = await mint(simulation);
  await act(simulation, id, 'pay');
  await advance(simulation, 2);
  return id;
}

async function deliveries() {
  const answer = z.object({ deliveries: z.array(deliveryAnswerSchema) });
  return (await read(await simulation.request('/control/api/deliveries'), answer)).deliveries;
}

describe('a fault of the webhooks', () => {
  it('webhook_duplicated sends the same bytes several times', async () => {
    await switchOn(simulation, 'webhook_duplicated', { copies: 3 });
    await payAndSettle();
    await expect.poll(count, SOON).toBe(6);
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(2);
  });

  it('webhook_delayed sends later by the clock what was true before', async () => {
    await switchOn(simulation, 'webhook_delayed', { seconds: 30 });
    await payAndSettle();
    await advance(simulation, 27);
    expect(count()).toBe(0);
    await advance(simulation, 1);
    await expect.poll(statuses, SOON).toEqual(['processing']);
    await advance(simulation, 2);
    await expect.poll(statuses, SOON).toEqual(['processing', 'completed']);
  });

  it('webhook_reordered sends the newest first, and nothing is held for ever', async () => {
    await switchOn(simulation, 'webhook_reordered');
    await payAndSettle();
    await expect.poll(async () => (await deliveries()).length, SOON).toBe(2);
    const sent = (await deliveries()).toSorted((a, b) => a.id - b.id);
    expect(sent.map(({ body }) => body.status)).toEqual(['completed', 'processing']);
    const { merchant_transaction_id: id } = await mint(simulation);
    await act(simulation, id, 'cancel');
    await advance(simulation, 10);
    await expect.poll(count, SOON).toBe(3);
  });

  it('webhook_dropped sends nothing, and the truth goes on', async () => {
    await switchOn(simulation, 'webhook_dropped');
    expect(await statusOf(simulation, await payAndSettle())).toBe('completed');
    expect([count(), await deliveries()]).toEqual([0, []]);
  });

  it('webhook_before_response has been received when the session is answered', async () => {
    await switchOn(simulation, 'webhook_before_response');
    const { merchant_transaction_id: id } = await mint(simulation);
    expect(receiver.received.map(({ body }) => JSON.parse(body))).toMatchObject([
      { merchant_transaction_id: id, status: 'pending' },
    ]);
  });

  it.each([
    ['truncated', /^\{"merchant[^}]*$/],
    ['not_json', /^<xml>/],
    ['wrong_types', /"merchant_transaction_id":42/],
    ['missing_fields', /^\{"status":"\w+"\}$/],
    ['empty', /^$/],
  ])('webhook_malformed can be %s', async (how, expected) => {
    await switchOn(simulation, 'webhook_malformed', { how });
    await payAndSettle();
    await expect.poll(count, SOON).toBe(2);
    for (const { body } of receiver.received) expect(body).toMatch(expected);
  });

  it('webhook_oversized is as large as asked for', async () => {
    await switchOn(simulation, 'webhook_oversized', { bytes: 100_000 });
    await payAndSettle();
    await expect.poll(() => receiver.received[0]?.body.length, SOON).toBe(100_000);
  });

  it('webhook_slow sends the second half late', async () => {
    await switchOn(simulation, 'webhook_slow', { delayMs: 80 });
    await payAndSettle();
    await expect.poll(async () => (await deliveries()).length, SOON).toBe(2);
    expect((await deliveries())[0]?.durationMs).toBeGreaterThan(70);
    expect(statuses().sort()).toEqual(['completed', 'processing']);
  });

  it('webhook_wrong_secret goes to another address of the same receiver', async () => {
    await switchOn(simulation, 'webhook_wrong_secret');
    await payAndSettle();
    await expect.poll(count, SOON).toBe(2);
    expect(new Set(receiver.received.map(({ path }) => path))).toEqual(
      new Set(['/hooks/not-the-secret']),
    );
  });

  it('a delivery that was spoilt can be sent again as it was meant', async () => {
    await switchOn(simulation, 'webhook_malformed', { how: 'empty', times: 1 });
    const { merchant_transaction_id: id } = await mint(simulation);
    await act(simulation, id, 'cancel');
    await expect.poll(async () => (await deliveries()).length, SOON).toBe(1);
    const [spoilt] = await deliveries();
    expect(spoilt).toMatchObject({ requestBody: '', faults: ['webhook_malformed'] });
    const path = `/control/api/deliveries/${spoilt?.id}/resend`;
    const again = await read(await simulation.send('POST', path), deliveryAnswerSchema);
    expect(again).toMatchObject({ resendOf: spoilt?.id, responseStatus: 204, faults: [] });
    expect(count()).toBe(2);
  });
});

describe('a scenario with stale messages', () => {
  it('sends old statuses after completed, and the API stays true', async () => {
    const path = '/control/api/scenarios/completed_then_stale/launch';
    await simulation.send('POST', path, { partner_user_id: 'user-1' });
    await advance(simulation, 'PT1H');
    await expect.poll(count, SOON).toBe(5);
    const bodies = (await deliveries()).toSorted((a, b) => a.id - b.id).map(({ body }) => body);
    expect(bodies.map(({ status }) => status)).toEqual([
      'processing',
      'completed',
      'processing',
      'pending',
      'processing',
    ]);
    expect(String(bodies[3]?.updated_at) < String(bodies[1]?.updated_at)).toBe(true);
    expect(await statusOf(simulation, String(bodies[0]?.merchant_transaction_id))).toBe(
      'completed',
    );
  });
});
