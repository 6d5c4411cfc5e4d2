import { afterEach, beforeEach, expect, test } from 'vitest';
import { readConfig } from './config';
import { startSimulator } from './server';
import { advanceClock, runAction } from './testing/control';
import { createSession, getStatus } from './testing/partner';
import { EVENTUALLY, startTestSimulator, type TestSimulator } from './testing/test-simulator';

let simulator: TestSimulator;

beforeEach(async () => {
  simulator = await startTestSimulator({ stepSeconds: 60, depositWindowSeconds: 60 });
});
afterEach(() => simulator.dispose());

test('a restart keeps every transaction and user', async () => {
  const { merchant_transaction_id: id } = await createSession(simulator);
  await runAction(simulator, id, 'verify_identity');
  await runAction(simulator, id, 'cancel');
  const before = await (await simulator.request(`/widget/transactions/${id}`)).json();
  await simulator.restart();
  const after = await simulator.request(`/widget/transactions/${id}`);
  expect(await after.json()).toEqual(before);
  const kyc = await simulator.request('/widget/users/user-1/kyc-status');
  expect(await kyc.json()).toMatchObject({ status: 'verified' });
});

test('a pending settlement continues after a restart', async () => {
  const { merchant_transaction_id: id } = await createSession(simulator);
  await runAction(simulator, id, 'pay');
  await simulator.restart();
  expect(await getStatus(simulator, id)).toBe('processing');
  await advanceClock(simulator, 59);
  await expect.poll(() => getStatus(simulator, id), EVENTUALLY).toBe('completed');
});

test('an open deposit window expires after a restart, and the sell fails', async () => {
  const { merchant_transaction_id: id } = await createSession(simulator, { type: 'sell' });
  await simulator.restart();
  expect(await getStatus(simulator, id)).toBe('pending');
  await advanceClock(simulator, 59);
  await expect.poll(() => getStatus(simulator, id), EVENTUALLY).toBe('failed');
});

test('a port in use is reported in one sentence with what to do', async () => {
  const config = { ...readConfig({}), port: Number(new URL(simulator.url).port) };
  const start = startSimulator({ ...config, dataDir: `${simulator.dataDir}/other` });
  await expect(start).rejects.toThrow(/port \d+ is in use; .* set SIMULATOR_PORT/);
});

test('the health check needs no token', async () => {
  expect((await simulator.request('/health', { token: null })).status).toBe(200);
});
