import { expect, test } from 'vitest';
import { createControlClient, createSimulator } from './index.mjs';

test('a test starts a simulator, creates a world, orders, pays and reads the status', async () => {
  const simulator = createSimulator();
  expect(() => simulator.url).toThrow('The simulator has not started.');
  await simulator.start();
  const world = await simulator.control.post('/worlds', {
    body: { settings: { speed: 'instant' }, faults: { webhook_duplicated: { copies: 2 } } },
  });
  const control = simulator.control.forWorld(world);
  const headers = { authorization: `Bearer ${world.token}` };
  const order = { partner_user_id: 'u', user_email: 'u@example.com', amount: '100' };
  const created = await fetch(`${simulator.url}/widget/session`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ ...order, network: 'TRC20', currency: 'USDT' }),
  });
  const { merchant_transaction_id: id } = (await created.json()) as Record<string, string>;
  const { status } = await control.post('/transactions/{id}/actions', {
    id: String(id),
    body: { action: 'pay' },
  });
  expect(status).toBe('processing');
  await control.post('/clock', { body: { advance: 'PT1M' } });
  const read = await fetch(`${simulator.url}/widget/transactions/${id}`, { headers });
  expect(await read.json()).toMatchObject({ status: 'completed' });
  expect(await simulator.control.get('/transactions')).toEqual({ transactions: [] });
  await expect(control.get('/transactions/{id}', { id: 'none' })).rejects.toMatchObject({
    status: 404,
  });
  await simulator.stop();
  expect(() => simulator.url).toThrow('The simulator has not started.');
}, 30_000);

test('a client needs the control token of the simulator, and has the types of the API', async () => {
  const token = 'control-token-of-16';
  const simulator = createSimulator({ SIMULATOR_CONTROL_TOKEN: token });
  await simulator.start();
  const control = createControlClient(simulator.url, { token });
  const fault = await control.put('/faults/{id}', { id: 'api_slow', body: { delayMs: 1 } });
  expect([fault.on, fault.parameters.delayMs]).toEqual([true, 1]);
  expect((await control.get('/calls', { query: { limit: 5 } })).calls).toEqual([]);
  expect(await control.get('/events.ndjson')).toContain('"type":"fault.on"');
  expect(await control.delete('/faults')).toBeNull();
  await expect(createControlClient(simulator.url).get('/clock')).rejects.toThrow('401');
  const refused = [
    // @ts-expect-error: the fault has no such parameter.
    () => control.put('/faults/{id}', { id: 'api_slow', body: { copies: 2 } }),
    // @ts-expect-error: there is no such setting.
    () => control.patch('/settings', { body: { colour: 'blue' } }),
    // @ts-expect-error: the query needs to say what to wait for.
    () => control.get('/wait', { query: {} }),
  ];
  for (const request of refused) await expect(request()).rejects.toMatchObject({ status: 400 });
  await simulator.stop();
}, 30_000);

test('a simulator that cannot start rejects with the reason', async () => {
  const simulator = createSimulator({ SIMULATOR_PORT: 'none' });
  await expect(simulator.start()).rejects.toThrow('SIMULATOR_PORT');
  await simulator.stop();
}, 30_000);
