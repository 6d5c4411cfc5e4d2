import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { API_ERROR_NAMES } from '../api/api-error';
import { advanceClock, injectFault, readEvents, resetFrozen, runAction } from '../testing/control';
import { createSession, errorSchema, getStatus } from '../testing/partner';
import {
  ORDER,
  parseJson,
  startTestSimulator,
  type TestSimulator,
} from '../testing/test-simulator';

let simulator: TestSimulator;

beforeAll(async () => {
  simulator = await startTestSimulator();
});
beforeEach(() => resetFrozen(simulator));
afterAll(() => simulator.dispose());

const kyc = (init = {}) => simulator.request('/widget/users/user-1/kyc-status', init);

test.each(API_ERROR_NAMES)(
  'api_error returns %s from each endpoint until it is switched off',
  async (code) => {
    await createSession(simulator);
    await injectFault(simulator, 'api_error', { code });
    const responses = [
      await simulator.send('POST', '/widget/session', ORDER),
      await simulator.request('/widget/transactions/any'),
      await kyc(),
    ];
    for (const response of responses) {
      expect(response.headers.get('x-request-id')).toBeTruthy();
      const body = await parseJson(response, errorSchema);
      expect([code, code.replace('unauthorized', 'invalid_token')]).toContain(body.code);
    }
    await simulator.send('DELETE', '/control/api/faults/api_error');
    expect((await kyc()).status).toBe(200);
  },
);

test('an injected fault applies only to the chosen endpoint and number of requests', async () => {
  await createSession(simulator);
  await injectFault(simulator, 'api_error', { endpoint: 'kyc', times: 2 });
  expect((await simulator.send('POST', '/widget/session', ORDER)).status).toBe(200);
  const statuses = [(await kyc()).status, (await kyc()).status, (await kyc()).status];
  expect(statuses).toEqual([502, 502, 200]);
  const types = (await readEvents(simulator)).map(({ type }) => type);
  expect(types.filter((type) => type.startsWith('fault.'))).toEqual([
    'fault.on',
    'fault.taken',
    'fault.taken',
    'fault.off',
  ]);
});

test('an injected fault with a rate applies to the same requests for the same seed', async () => {
  const pattern = async () => {
    await resetFrozen(simulator, 'rate');
    await createSession(simulator);
    await injectFault(simulator, 'api_error', { rate: 0.5 });
    const statuses: number[] = [];
    for (let call = 0; call < 20; call += 1) statuses.push((await kyc()).status);
    return statuses.join(' ');
  };
  const first = await pattern();
  expect(first).toMatch(/200.*502|502.*200/);
  expect(await pattern()).toBe(first);
});

test('api_slow delays the real response', async () => {
  await createSession(simulator);
  await injectFault(simulator, 'api_slow', { delayMs: 60 });
  const startedAt = performance.now();
  expect((await kyc()).status).toBe(200);
  expect(performance.now() - startedAt).toBeGreaterThan(50);
});

test('api_hang never responds', async () => {
  await injectFault(simulator, 'api_hang');
  await expect(kyc({ signal: AbortSignal.timeout(50) })).rejects.toThrow(/timeout/);
});

test('api_cut_off closes the connection in the middle of the body', async () => {
  await createSession(simulator);
  await injectFault(simulator, 'api_cut_off');
  const response = await kyc();
  await expect(response.json()).rejects.toThrow(/terminated/);
});

test('api_not_json returns a page', async () => {
  await injectFault(simulator, 'api_not_json', { body: '<html>' });
  expect(await (await kyc()).text()).toBe('<html>');
});

test('api_unknown_http_status returns a status that the contract does not name', async () => {
  await injectFault(simulator, 'api_unknown_http_status');
  expect((await kyc()).status).toBe(418);
});

test('api_unknown_transaction_status changes the response but not the transaction', async () => {
  const { merchant_transaction_id: id } = await createSession(simulator);
  await injectFault(simulator, 'api_unknown_transaction_status', { times: 1 });
  const transaction = async () => (await simulator.request(`/widget/transactions/${id}`)).json();
  expect(await transaction()).toMatchObject({ status: 'on_hold' });
  expect(await transaction()).toMatchObject({ status: 'pending' });
});

test('a transaction that is read soon after a change is as it was before, and then as it is', async () => {
  const { merchant_transaction_id: id } = await createSession(simulator);
  await injectFault(simulator, 'api_stale_transaction', { seconds: 4 });
  await runAction(simulator, id, 'cancel');
  expect(await getStatus(simulator, id)).toBe('pending');
  await advanceClock(simulator, 3);
  expect(await getStatus(simulator, id)).toBe('pending');
  await advanceClock(simulator, 2);
  expect(await getStatus(simulator, id)).toBe('cancelled');
});
