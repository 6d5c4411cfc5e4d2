import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { act, mint } from '../testing/answers';
import { type Simulation, simulate } from '../testing/running-simulator';
import {
  advance,
  beginFrozen,
  eventsOf,
  launch,
  switchOn,
  webhookReceiver,
} from '../testing/steering';

let simulation: Simulation;
let receiver: Awaited<ReturnType<typeof webhookReceiver>>;

beforeAll(async () => {
  receiver = await webhookReceiver();
  simulation = await simulate({ webhookUrl: receiver.url });
});
afterAll(async () => {
  await simulation.dispose();
  receiver.close();
});

async function run(seed: string, polls = 0): Promise<string> {
  await beginFrozen(simulation, seed);
  await switchOn(simulation, 'webhook_dropped', { rate: 0.3 });
  await switchOn(simulation, 'webhook_duplicated', { rate: 0.5, copies: 2 });
  await simulation.send('POST', '/control/api/faults', {
    endpoint: 'kyc',
    rate: 0.5,
    httpStatus: 502,
  });
  for (let poll = 0; poll < polls; poll += 1) await simulation.request('/control/api/transactions');
  const { merchant_transaction_id: id } = await mint(simulation);
  for (let call = 0; call < 10; call += 1) {
    await simulation.request('/widget/users/user-1/kyc-status');
  }
  await launch(simulation, 'flapping');
  await launch(simulation, 'deposit_late');
  await act(simulation, id, 'decline');
  await advance(simulation, 'PT1H');
  await mint(simulation, { amount: '10.05', partner_user_id: 'user-2' });
  await advance(simulation, 'P2D');
  return (await simulation.request('/control/api/events.ndjson')).text();
}

describe('the event log', () => {
  it('is the same byte for byte when seed, calls and clock are the same', async () => {
    const first = await run('seven');
    expect(first.split('\n').length).toBeGreaterThan(60);
    expect(await run('seven')).toBe(first);
  });

  it('is the same whatever was looked at in between, and another with another seed', async () => {
    const first = await run('seven');
    expect(await run('seven', 3)).toBe(first);
    expect(await run('eight')).not.toBe(first);
  });

  it('follows SIMULATOR_SEED from a first start', async () => {
    const firstId = async () => {
      const seeded = await simulate({ seed: 'nine' });
      const { merchant_transaction_id: id } = await mint(seeded);
      await seeded.dispose();
      return id;
    };
    expect(await firstId()).toBe(await firstId());
  });

  it('is gapless, also over a restart, and a restart never draws an id again', async () => {
    await beginFrozen(simulation);
    const before = await mint(simulation);
    await simulation.restart();
    const after = await mint(simulation);
    expect(after.merchant_transaction_id).not.toBe(before.merchant_transaction_id);
    const events = await eventsOf(simulation);
    expect(events.map((event) => event.sequence)).toEqual(events.map((_, index) => index + 1));
  });
});
