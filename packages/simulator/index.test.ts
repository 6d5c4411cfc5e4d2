import { expect, test } from 'vitest';
import { createSimulator } from './index.mjs';

test('a test starts a simulator, creates a world, orders, pays and reads the status', async () => {
  const simulator = createSimulator();
  expect(() => simulator.url).toThrow('The simulator has not started.');
  await simulator.start();
  const world = await simulator.control('POST', '/worlds', { settings: { speed: 'instant' } });
  const { token, controlPath } = world as { token: string; controlPath: string };
  const headers = { authorization: `Bearer ${token}` };
  const order = { partner_user_id: 'u', user_email: 'u@example.com', amount: '100' };
  const created = await fetch(`${simulator.url}/widget/session`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ ...order, network: 'TRC20', currency: 'USDT' }),
  });
  const { merchant_transaction_id: id } = (await created.json()) as Record<string, string>;
  await simulator.control('POST', `${controlPath}/transactions/${id}/actions`, { action: 'pay' });
  await simulator.control('POST', `${controlPath}/clock`, { advance: 'PT1M' });
  const read = await fetch(`${simulator.url}/widget/transactions/${id}`, { headers });
  expect(await read.json()).toMatchObject({ status: 'completed' });
  expect(await simulator.control('GET', '/transactions')).toEqual({ transactions: [] });
  await expect(simulator.control('GET', '/transactions/none')).rejects.toMatchObject({
    status: 404,
  });
  await simulator.stop();
  expect(() => simulator.url).toThrow('The simulator has not started.');
}, 30_000);

test('a simulator that cannot start rejects with the reason', async () => {
  const simulator = createSimulator({ SIMULATOR_PORT: 'none' });
  await expect(simulator.start()).rejects.toThrow('SIMULATOR_PORT');
  await simulator.stop();
}, 30_000);
