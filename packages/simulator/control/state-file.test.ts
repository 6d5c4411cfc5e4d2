import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { errorAnswer, mint, statusOf } from '../testing/answers';
import { read, type Simulation, simulate } from '../testing/running-simulator';
import { advance, beginFrozen, launch, switchOn } from '../testing/steering';
import { stateFileSchema } from './state-file';

let simulation: Simulation;

beforeEach(async () => {
  simulation = await simulate();
  await beginFrozen(simulation);
});
afterEach(() => simulation.dispose());

const exported = async () => read(await simulation.request('/control/api/state'), stateFileSchema);
const importFile = (file: unknown) => simulation.send('PUT', '/control/api/state', file);

describe('the state file', () => {
  it('brings back records, settings, faults and clock, and what was waiting goes on', async () => {
    const { merchant_transaction_id: id } = await launch(simulation, 'payment_fails_then_succeeds');
    await advance(simulation, 13);
    await switchOn(simulation, 'webhook_duplicated', { copies: 7 });
    await simulation.send('PATCH', '/control/api/settings', { partialDeposit: 'converts' });
    const file = await exported();
    await simulation.send('POST', '/control/api/reset');
    expect((await simulation.request(`/widget/transactions/${id}`)).status).toBe(404);

    expect((await importFile(file)).status).toBe(204);
    expect(await exported()).toEqual(file);
    expect(await statusOf(simulation, id)).toBe('failed');
    await advance(simulation, 60);
    expect(await statusOf(simulation, id)).toBe('completed');
  });

  it('carries no webhook address, and leaves the one that is set', async () => {
    const webhookUrl = 'http://127.0.0.1:9/hooks/a-secret';
    const file = await exported();
    await simulation.send('PATCH', '/control/api/settings', { webhookUrl });
    expect(await (await simulation.request('/control/api/state')).text()).not.toContain('a-secret');
    await importFile(file);
    const settings = await simulation.request('/control/api/settings');
    expect(await settings.json()).toMatchObject({ webhookUrl });
  });

  it.each([
    [{ version: 2 }, /version 2; version 1 is needed/],
    [{}, /names no version; version 1 is needed/],
    [{ version: 1 }, /transactions/],
  ])('%j is refused and changes nothing', async (file, message) => {
    const { merchant_transaction_id: id } = await mint(simulation);
    const response = await importFile(file);
    expect(response.status).toBe(400);
    expect((await read(response, errorAnswer)).message).toMatch(message);
    expect(await statusOf(simulation, id)).toBe('pending');
  });

  it('with a fault or a scenario that is not known is refused and changes nothing', async () => {
    const { merchant_transaction_id: id } = await mint(simulation);
    const file = await exported();
    const scenario = { name: 'of_the_future', next: 0, dueAt: 1 };
    const transactions = file.transactions.map((each) => ({ ...each, scenario }));
    expect((await importFile({ ...file, transactions })).status).toBe(400);
    expect((await importFile({ ...file, faults: { gremlins: {} } })).status).toBe(400);
    expect(await statusOf(simulation, id)).toBe('pending');
  });
});
