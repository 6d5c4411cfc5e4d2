import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from './config';
import { startSimulator } from './server';
import { act, mint, statusOf } from './testing/answers';
import { type Simulation, SOON, simulate } from './testing/running-simulator';

let simulation: Simulation;

beforeEach(async () => {
  simulation = await simulate({ stepSeconds: 1, depositWindowSeconds: 1 });
});
afterEach(() => simulation.dispose());

describe('a restart', () => {
  it('keeps every transaction and user as they were', async () => {
    const { merchant_transaction_id: id } = await mint(simulation);
    await act(simulation, id, 'verify_identity');
    await act(simulation, id, 'cancel');
    const before = await (await simulation.request(`/widget/transactions/${id}`)).json();
    await simulation.restart();
    const after = await simulation.request(`/widget/transactions/${id}`);
    expect(await after.json()).toEqual(before);
    const kyc = await simulation.request('/widget/users/user-1/kyc-status');
    expect(await kyc.json()).toMatchObject({ status: 'verified' });
  });

  it('a settlement under way goes on after it', async () => {
    const { merchant_transaction_id: id } = await mint(simulation);
    await act(simulation, id, 'pay');
    await simulation.restart();
    expect(await statusOf(simulation, id)).toBe('processing');
    await expect.poll(() => statusOf(simulation, id), SOON).toBe('completed');
  });

  it('a deposit window that is open goes on to pass, and the sell fails', async () => {
    const { merchant_transaction_id: id } = await mint(simulation, { type: 'sell' });
    await simulation.restart();
    expect(await statusOf(simulation, id)).toBe('pending');
    await expect.poll(() => statusOf(simulation, id), SOON).toBe('failed');
  });
});

describe('the start', () => {
  it('says in one sentence that the port is taken, and what to do', async () => {
    const config = { ...readConfig({}), port: Number(new URL(simulation.url).port) };
    const start = startSimulator({ ...config, dataDir: `${simulation.dataDir}/other` });
    await expect(start).rejects.toThrow(/port \d+ is in use; .* set SIMULATOR_PORT/);
  });

  it('answers its health address without a token', async () => {
    expect((await simulation.request('/health', { token: null })).status).toBe(200);
  });
});
