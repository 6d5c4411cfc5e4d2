import { afterAll, beforeAll, expect, test } from 'vitest';
import { runAction } from '../testing/control';
import { createSession, errorSchema, getStatus } from '../testing/partner';
import {
  EVENTUALLY,
  ORDER,
  parseJson,
  startTestSimulator,
  type TestSimulator,
  TOKEN,
} from '../testing/test-simulator';

let simulator: TestSimulator;

beforeAll(async () => {
  simulator = await startTestSimulator();
});
afterAll(() => simulator.dispose());

const imported = {
  partner_user_id: 'past',
  type: 'buy',
  status: 'completed',
  currency: 'USDT',
  network: 'TRC20',
  crypto_amount: '99.50',
  fiat_amount: '100.00',
  created_at: '2026-04-01T10:00:00Z',
  updated_at: '2026-04-01T10:03:45Z',
};

test('an impossible action is refused with the possible ones', async () => {
  const { merchant_transaction_id: id } = await createSession(simulator);
  const response = await runAction(simulator, id, 'deposit');
  expect(response.status).toBe(409);
  expect((await parseJson(response, errorSchema)).message).toContain(
    'Possible now: verify_identity, pay, decline, cancel, fail',
  );
});

test('a sell needs a verified user', async () => {
  const order = { type: 'sell', partner_user_id: 'new-seller', user_email: 'seller@example.com' };
  const { merchant_transaction_id: id } = await createSession(simulator, order);
  const refused = await runAction(simulator, id, 'deposit');
  expect(refused.status).toBe(409);
  expect((await parseJson(refused, errorSchema)).message).toBe(
    '"deposit" is not possible while the seller’s identity is not_started. Possible now: verify_identity, expire_deposit_window, cancel, fail.',
  );
  for (const action of ['verify_identity', 'deposit'])
    expect((await runAction(simulator, id, action)).status).toBe(200);
  await expect.poll(() => getStatus(simulator, id), EVENTUALLY).toBe('completed');
});

test("an action verifies a user, and a user's status can be set", async () => {
  const { merchant_transaction_id: id } = await createSession(simulator);
  await runAction(simulator, id, 'verify_identity');
  const kyc = () => simulator.request('/widget/users/user-1/kyc-status');
  expect(await (await kyc()).json()).toMatchObject({ status: 'verified' });
  await simulator.send('PUT', '/control/api/users/user-1', { kyc_status: 'failed' });
  expect(await (await kyc()).json()).toMatchObject({ status: 'failed' });
});

test('a failed transaction completes on the same id after a retry', async () => {
  const { merchant_transaction_id: id } = await createSession(simulator);
  for (const action of ['decline', 'retry', 'pay']) {
    expect((await runAction(simulator, id, action)).status).toBe(200);
  }
  await expect.poll(() => getStatus(simulator, id), EVENTUALLY).toBe('completed');
});

test('an imported transaction is returned as it was imported', async () => {
  await simulator.send('PUT', '/control/api/transactions/old-1', imported);
  const response = await simulator.request('/widget/transactions/old-1');
  expect(await response.json()).toMatchObject({
    status: 'completed',
    crypto_amount: '99.50',
    updated_at: '2026-04-01T10:03:45.000Z',
  });
});

test('a queued response applies to the given number of requests of its endpoint only', async () => {
  const queued = { endpoint: 'session', times: 2, httpStatus: 502 };
  const error = { error: 'upstream_error', code: 'provider_error' };
  await simulator.send('POST', '/control/api/faults', { ...queued, ...error });
  const statuses: number[] = [];
  for (let call = 0; call < 3; call += 1) {
    statuses.push((await simulator.send('POST', '/widget/session', ORDER)).status);
  }
  expect(statuses).toEqual([502, 502, 200]);
});

test('a queued response can have a body that is not JSON', async () => {
  const queued = { endpoint: 'transaction', httpStatus: 200, rawBody: '<html>' };
  await simulator.send('POST', '/control/api/faults', queued);
  const response = await simulator.request('/widget/transactions/any');
  expect([response.status, await response.text()]).toEqual([200, '<html>']);
});

test.each([
  ['PATCH', 'settings', { webhooks: 'perhaps' }],
  ['PATCH', 'settings', { unknown: 1 }],
  ['POST', 'faults', { endpoint: 'socket', httpStatus: 500 }],
  ['PUT', 'users/x', { kyc_status: 'yes' }],
  ['PUT', 'transactions/x', { status: 'completed' }],
])('%s %s refuses %j and says what is invalid', async (method, path, body) => {
  const response = await simulator.send(method, `/control/api/${path}`, body);
  expect(response.status).toBe(400);
  expect((await parseJson(response, errorSchema)).message).not.toBe('');
});

test('the call log has every request and never the token', async () => {
  await simulator.request('/widget/transactions/logged');
  const log = await (await simulator.request('/control/api/calls')).text();
  expect(log).toContain('/widget/transactions/logged');
  expect(log).not.toContain(TOKEN);
});

test('a reset deletes every record and restores the settings', async () => {
  const { merchant_transaction_id: id } = await createSession(simulator);
  await simulator.send('PATCH', '/control/api/settings', { webhooks: 'off' });
  await simulator.send('POST', '/control/api/reset');
  expect((await simulator.request(`/widget/transactions/${id}`)).status).toBe(404);
  const settings = await (await simulator.request('/control/api/settings')).json();
  expect(settings).toMatchObject({ webhooks: 'on' });
});

test('the amounts of a transaction can differ from its order', async () => {
  const { merchant_transaction_id: id } = await createSession(simulator);
  const path = `/control/api/transactions/${id}`;
  const amounts = { crypto_amount: '99.5', fiat_amount: '90.10' };
  expect(await (await simulator.send('PATCH', path, amounts)).json()).toMatchObject(amounts);
  const read = await simulator.request(`/widget/transactions/${id}`);
  expect(await read.json()).toMatchObject({ ...amounts, status: 'pending' });
  expect((await simulator.send('PATCH', path, { crypto_amount: '1e3' })).status).toBe(400);
});
