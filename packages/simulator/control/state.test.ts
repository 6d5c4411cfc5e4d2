import { afterEach, beforeEach, expect, test } from 'vitest';
import { advanceClock, injectFault, launchScenario, resetFrozen } from '../testing/control';
import { createSession, errorSchema, getStatus } from '../testing/partner';
import { parseJson, startTestSimulator, type TestSimulator } from '../testing/test-simulator';
import { stateFileSchema } from './state';

let simulator: TestSimulator;

beforeEach(async () => {
  simulator = await startTestSimulator();
  await resetFrozen(simulator);
});
afterEach(() => simulator.dispose());

const exported = async () =>
  parseJson(await simulator.request('/control/api/state'), stateFileSchema);
const importFile = (file: unknown) => simulator.send('PUT', '/control/api/state', file);

test('an import restores records, settings, injected faults and clock, and resumes what was scheduled', async () => {
  const { merchant_transaction_id: id } = await launchScenario(
    simulator,
    'payment_fails_then_succeeds',
  );
  await advanceClock(simulator, 13);
  await injectFault(simulator, 'webhook_duplicated', { copies: 7 });
  await simulator.send('PATCH', '/control/api/settings', { partialDeposit: 'converts' });
  const file = await exported();
  await simulator.send('POST', '/control/api/reset');
  expect((await simulator.request(`/widget/transactions/${id}`)).status).toBe(404);

  expect((await importFile(file)).status).toBe(204);
  expect(await exported()).toEqual(file);
  expect(await getStatus(simulator, id)).toBe('failed');
  await advanceClock(simulator, 60);
  expect(await getStatus(simulator, id)).toBe('completed');
});

test('a state file has no webhook URL, and an import keeps the current one', async () => {
  const webhookUrls = ['http://127.0.0.1:9/hooks/a-secret'];
  const file = await exported();
  await simulator.send('PATCH', '/control/api/settings', { webhookUrls });
  expect(await (await simulator.request('/control/api/state')).text()).not.toContain('a-secret');
  await importFile(file);
  const settings = await simulator.request('/control/api/settings');
  expect(await settings.json()).toMatchObject({ webhookUrls });
});

test('a setting that the file of an earlier version lacks has its default', async () => {
  const { settings, ...file } = await exported();
  const { identityByEmail, ...earlier } = settings;
  expect((await importFile({ ...file, settings: earlier })).status).toBe(204);
  expect((await exported()).settings.identityByEmail).toBe(identityByEmail);
});

test.each([
  [{ version: 2 }, /version 2; version 1 is required/],
  [{}, /has no version; version 1 is required/],
  [{ version: 1 }, /transactions/],
])('importing %j is refused and changes nothing', async (file, message) => {
  const { merchant_transaction_id: id } = await createSession(simulator);
  const response = await importFile(file);
  expect(response.status).toBe(400);
  expect((await parseJson(response, errorSchema)).message).toMatch(message);
  expect(await getStatus(simulator, id)).toBe('pending');
});

test('importing an unknown fault or scenario is refused and changes nothing', async () => {
  const { merchant_transaction_id: id } = await createSession(simulator);
  const file = await exported();
  const scenario = { name: 'of_the_future', next: 0, dueAt: 1 };
  const transactions = file.transactions.map((each) => ({ ...each, scenario }));
  expect((await importFile({ ...file, transactions })).status).toBe(400);
  expect((await importFile({ ...file, faults: { gremlins: {} } })).status).toBe(400);
  expect(await getStatus(simulator, id)).toBe('pending');
});
