import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { runAction } from '../testing/control';
import { createSession, errorSchema, getStatus } from '../testing/partner';
import {
  EVENTUALLY,
  ORDER,
  parseJson,
  startTestSimulator,
  type TestSimulator,
} from '../testing/test-simulator';
import { createWorld } from '../testing/world';

const DOCUMENTED_FIELDS = (
  'address amount currencies currency fiat_currencies fiat_currency fix_amount fix_currency ' +
  'fix_fiat_amount fix_fiat_currency fix_network init_token init_token_type lang ' +
  'merchant_transaction_id network networks redirect_url signature theme type widget_id'
).split(' ');

let simulator: TestSimulator;

beforeAll(async () => {
  simulator = await startTestSimulator();
});
afterAll(() => simulator.dispose());

const post = (body: unknown) => simulator.send('POST', '/widget/session', body);

test('a session has every documented field', async () => {
  const response = await post({ ...ORDER, redirect_url: 'http://localhost:3000/back' });
  expect(response.status).toBe(200);
  const body = await parseJson(response, z.record(z.string(), z.unknown()));
  expect(body).toMatchObject({
    init_token_type: 'sdk_partner_authorization',
    currencies: ['USDT'],
    networks: ['TRC20'],
    fix_network: ['TRC20'],
    amount: '100',
    fiat_currency: 'EUR',
    fix_fiat_currency: false,
    type: 'buy',
    redirect_url: 'http://localhost:3000/back',
  });
  expect(body.signature).toMatch(/^v2:[0-9a-f]{128}$/);
  expect(Object.keys(body).sort()).toEqual(DOCUMENTED_FIELDS);
});

test('each session request creates a new transaction', async () => {
  const first = await createSession(simulator);
  const second = await createSession(simulator);
  expect(second.merchant_transaction_id).not.toBe(first.merchant_transaction_id);
});

test.each([
  [{ amount: undefined }, 'invalid_request', 'missing_param'],
  [{ user_email: '' }, 'invalid_request', 'missing_param'],
  [{ amount: 100 }, 'invalid_request', 'validation_error'],
  [{ amount: '0' }, 'invalid_request', 'validation_error'],
  [{ amount: '-5' }, 'invalid_request', 'validation_error'],
  [{ amount: '1.1234567' }, 'invalid_request', 'validation_error'],
  [{ amount: '9999999999999' }, 'invalid_request', 'validation_error'],
  [{ user_email: 'nobody' }, 'invalid_request', 'validation_error'],
  [{ client_ip: 'home' }, 'invalid_request', 'validation_error'],
  [{ redirect_url: 'javascript:alert(1)' }, 'invalid_request', 'validation_error'],
  [{ type: 'swap' }, 'invalid_request', 'validation_error'],
  [{ currency: 'DOGE' }, 'invalid_request', 'currency_not_allowed'],
  [{ currency: 'BTC' }, 'wallet_not_supported', 'WALLET_NOT_SUPPORTED'],
])('a session request with %j is refused with %s/%s', async (change, error, code) => {
  const response = await post({ ...ORDER, ...change });
  expect(response.status).toBe(400);
  expect(await parseJson(response, errorSchema)).toMatchObject({ error, code });
  expect(response.headers.get('x-request-id')).toBeTruthy();
});

test('an asset of PROOF_ASSETS is accepted on its network only', async () => {
  const configured = await startTestSimulator({ assets: ['SOLANA:SOL'] });
  const order = { ...ORDER, currency: 'SOL', amount: '1.123456789' };
  const send = (network: string) =>
    configured.send('POST', '/widget/session', { ...order, network });
  const accepted = await send('SOLANA');
  const refused = await send('TRC20');
  await configured.dispose();
  expect(accepted.status).toBe(200);
  expect(await parseJson(refused, errorSchema)).toMatchObject({ code: 'currency_not_allowed' });
});

test('a session request that is not JSON is refused with decode_error', async () => {
  const response = await simulator.request('/widget/session', { method: 'POST', body: '{' });
  expect(await parseJson(response, errorSchema)).toMatchObject({ code: 'decode_error' });
});

test('a missing token and a wrong token have different codes', async () => {
  const missing = await simulator.request('/widget/session', { method: 'POST', token: null });
  const wrong = await simulator.request('/widget/session', { method: 'POST', token: 'sim_x' });
  expect([missing.status, wrong.status]).toEqual([401, 401]);
  expect(await parseJson(missing, errorSchema)).toMatchObject({ code: 'missing_token' });
  expect(await parseJson(wrong, errorSchema)).toMatchObject({ code: 'invalid_token' });
});

test('an IP address that is not on the allowlist is refused with forbidden_origin even with the token', async () => {
  await simulator.send('PATCH', '/control/api/settings', { allowedIps: ['192.0.2.1'] });
  const response = await post(ORDER);
  await simulator.send('PATCH', '/control/api/settings', { allowedIps: ['127.0.0.1'] });
  expect(response.status).toBe(403);
  expect(await parseJson(response, errorSchema)).toMatchObject({ code: 'forbidden_origin' });
  expect((await post(ORDER)).status).toBe(200);
});

test('a sell while off-ramp is disabled is refused as the setting says', async () => {
  await simulator.send('PATCH', '/control/api/settings', { offrampEnabled: false });
  const refused = await post({ ...ORDER, type: 'sell' });
  expect(refused.status).toBe(403);
  expect(await parseJson(refused, errorSchema)).toMatchObject({ error: 'offramp_disabled' });
  await simulator.send('PATCH', '/control/api/settings', {
    offrampRefusal: { httpStatus: 400, error: 'invalid_request', code: 'validation_error' },
  });
  expect((await post({ ...ORDER, type: 'sell' })).status).toBe(400);
  await simulator.send('PATCH', '/control/api/settings', { offrampEnabled: true });
  expect((await post({ ...ORDER, type: 'sell' })).status).toBe(200);
});

test('a paid transaction completes automatically', async () => {
  const { merchant_transaction_id: id } = await createSession(simulator);
  expect(await getStatus(simulator, id)).toBe('pending');
  await runAction(simulator, id, 'pay');
  await expect.poll(() => getStatus(simulator, id), EVENTUALLY).toBe('completed');
});

test('an unknown transaction, user and URL return 404', async () => {
  for (const path of ['/widget/transactions/x', '/widget/users/x/kyc-status', '/nowhere']) {
    const response = await simulator.request(path);
    expect(response.status).toBe(404);
    expect(await parseJson(response, errorSchema)).toMatchObject({ error: 'not_found' });
  }
});

test('the user of a first session is known and not verified', async () => {
  await createSession(simulator, { partner_user_id: 'fresh' });
  const response = await simulator.request('/widget/users/fresh/kyc-status');
  expect(await response.json()).toEqual({ partner_user_id: 'fresh', status: 'not_started' });
});

test('a body of more than 64 KB is refused', async () => {
  const response = await post({ ...ORDER, partner_user_id: 'x'.repeat(70_000) });
  expect(response.status).toBe(400);
});

test('a body without a content length is read, and refused when it is too large', async () => {
  const chunked = (text: string) => {
    const body = new Blob([text]).stream();
    const init = { method: 'POST', body, duplex: 'half' };
    return simulator.request('/widget/session', init);
  };
  expect((await chunked(JSON.stringify(ORDER))).status).toBe(200);
  expect((await chunked(`"${'x'.repeat(70_000)}"`)).status).toBe(400);
});

test.each([
  ['https://shop.example/done', 200],
  ['myapp://orders/1', 200],
  ['javascript:alert(1)', 400],
  ['data:text/html,x', 400],
  ['done', 400],
])('the redirect URL %s gets %i', async (redirect_url, status) => {
  const response = await simulator.send('POST', '/widget/session', { ...ORDER, redirect_url });
  expect(response.status).toBe(status);
});

test('an old token works while it is in the setting, in every world', async () => {
  const oldToken = 'sim_token_before_rotation';
  const world = await createWorld(simulator);
  const { merchant_transaction_id: id } = await createSession(world);
  const read = async () =>
    (await simulator.request(`/widget/transactions/${id}`, { token: oldToken })).status;
  expect(await read()).toBe(401);
  await world.control('PATCH', '/settings', { previousTokens: [oldToken] });
  expect(await read()).toBe(200);
  expect(await getStatus(world, id)).toBe('pending');
  for (const file of ['/events.ndjson', '/state', '/story'])
    expect(await (await world.control('GET', file)).text()).not.toContain(oldToken);
  await world.control('PATCH', '/settings', { previousTokens: [] });
  expect(await read()).toBe(401);
});

test('a second user with a verified email address is verified from the first session on', async () => {
  const world = await createWorld(simulator);
  const status = async (partner_user_id: string, user_email: string) => {
    await createSession(world, { partner_user_id, user_email });
    return (await world.request(`/widget/users/${partner_user_id}/kyc-status`)).json();
  };
  expect(await status('first', 'one@example.com')).toMatchObject({ status: 'not_started' });
  await world.control('PUT', '/users/first', { kyc_status: 'verified' });
  expect(await status('second', 'One@example.com')).toMatchObject({ status: 'verified' });
  expect(await status('third', 'other@example.com')).toMatchObject({ status: 'not_started' });
  await world.control('PATCH', '/settings', { identityByEmail: 'off' });
  expect(await status('fourth', 'one@example.com')).toMatchObject({ status: 'not_started' });
  // A verification that is withdrawn no longer counts.
  await world.control('PATCH', '/settings', { identityByEmail: 'on' });
  for (const user of ['first', 'second'])
    await world.control('PUT', `/users/${user}`, { kyc_status: 'failed' });
  expect(await status('fifth', 'one@example.com')).toMatchObject({ status: 'not_started' });
});

test.each([
  [{ partner_user_id: 'x'.repeat(201) }],
  [{ user_email: 'grace@localhost' }],
  [{ client_ip: 'home' }],
])('whether a session request with %j is refused is a setting', async (change) => {
  const world = await createWorld(simulator);
  const send = async () =>
    (await world.send('POST', '/widget/session', { ...ORDER, ...change })).status;
  expect(await send()).toBe(400);
  await world.control('PATCH', '/settings', { requestChecks: 'lenient' });
  expect(await send()).toBe(200);
});
