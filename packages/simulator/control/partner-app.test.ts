import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { createSession, errorSchema, getStatus } from '../testing/partner';
import { parseJson, startTestSimulator, type TestSimulator } from '../testing/test-simulator';
import { transactionResponseSchema } from './response-schemas';

const VERA = { id: 'vera', name: 'Vera Verified', email: 'vera@example.com' };

let partner: Server;
let partnerUrl: string;
let simulator: TestSimulator;
/** What the partner app responds with, and what it does before. */
let respond: () => Promise<number>;
let requests: string[];

beforeEach(async () => {
  respond = async () => 204;
  requests = [];
  partner = createServer(async (request, response) => {
    requests.push(`${request.method} ${request.url}`);
    response.writeHead(await respond()).end();
  });
  partner.listen(0, '127.0.0.1');
  await once(partner, 'listening');
  const { port } = z.object({ port: z.number() }).parse(partner.address());
  partnerUrl = `http://127.0.0.1:${port}`;
  simulator = await startTestSimulator({
    partnerUrl,
    partnerResetUrl: `${partnerUrl}/reset-demo`,
    demoUsers: [VERA],
  });
});
afterEach(async () => {
  await simulator.dispose();
  partner.closeAllConnections();
  partner.close();
});

const prepare = (order: object) => simulator.send('POST', '/control/api/orders', order);
const resetBoth = () => simulator.send('POST', '/control/api/reset', { partnerApp: true });

async function scenarioOf(session: { merchant_transaction_id: string }) {
  const path = `/control/api/transactions/${session.merchant_transaction_id}`;
  const transaction = await parseJson(await simulator.request(path), transactionResponseSchema);
  return transaction.scenario?.name ?? null;
}

test('preparing an order returns the filled-in form and creates no transaction', async () => {
  const order = { type: 'sell', amount: '99.5', asset: 'ERC20:USDC' };
  const response = await prepare({ partner_user_id: VERA.id, ...order });
  expect(await response.json()).toEqual({
    url: `${partnerUrl}/sell?amount=99.5&asset=ERC20%3AUSDC`,
    signInAs: 'Vera Verified',
  });
  const transactions = await simulator.request('/control/api/transactions');
  expect(await transactions.json()).toEqual({ transactions: [] });
  expect(requests).toEqual([]);
});

test('the scenario of a prepared order runs in the next session of that user alone', async () => {
  const order = { partner_user_id: 'user-1', type: 'buy', scenario: 'payment_fails' };
  expect((await prepare(order)).status).toBe(200);
  const other = { partner_user_id: 'user-2', user_email: 'user-2@example.com' };
  expect(await scenarioOf(await createSession(simulator, other))).toBeNull();
  expect(await scenarioOf(await createSession(simulator))).toBe('payment_fails');
  expect(await scenarioOf(await createSession(simulator))).toBeNull();
});

test('an order without a scenario clears the one that was set before', async () => {
  await prepare({ partner_user_id: 'user-1', type: 'buy', scenario: 'payment_fails' });
  await prepare({ partner_user_id: 'user-1', type: 'buy' });
  expect(await scenarioOf(await createSession(simulator))).toBeNull();
});

test.each([
  [{ type: 'sell', scenario: 'payment_fails' }, 409],
  [{ type: 'buy', scenario: 'of_the_future' }, 404],
  [{ type: 'buy', amount: 'all of it' }, 400],
  [{ type: 'buy', asset: 'USDT' }, 400],
])('the order %j is refused and sets no scenario', async (order, status) => {
  expect((await prepare({ partner_user_id: 'user-1', ...order })).status).toBe(status);
  expect(await scenarioOf(await createSession(simulator))).toBeNull();
});

test('a reset of both resets the simulator first, so that the app can fill in its demo there', async () => {
  const { merchant_transaction_id: id } = await createSession(simulator);
  respond = async () => {
    expect((await simulator.request(`/widget/transactions/${id}`)).status).toBe(404);
    await simulator.send('PUT', '/control/api/users/vera', { kyc_status: 'verified' });
    return 204;
  };
  expect((await resetBoth()).status).toBe(204);
  expect(requests).toEqual(['POST /reset-demo']);
  expect(await (await simulator.request('/control/api/users')).text()).toContain('"verified"');
});

test('a reset without partnerApp does not call the partner app', async () => {
  expect((await simulator.send('POST', '/control/api/reset')).status).toBe(204);
  expect(requests).toEqual([]);
});

test.each([
  [404, 'responded with 404'],
  [500, 'responded with 500'],
  [307, 'responded with 307'],
])('a partner app that responds with %i is reported as not reset', async (status, text) => {
  respond = async () => status;
  const response = await resetBoth();
  expect(response.status).toBe(502);
  const { code, message } = await parseJson(response, errorSchema);
  expect([code, message]).toEqual(['partner_app_not_reset', expect.stringContaining(text)]);
  expect(message).toContain('The simulator was reset, but');
});

test('a partner app that is not running is reported as not reset', async () => {
  partner.close();
  const { message } = await parseJson(await resetBoth(), errorSchema);
  expect(message).toContain('it did not respond');
});

test('without the partner app’s URL, orders and a reset of both are refused and change nothing', async () => {
  const alone = await startTestSimulator();
  const { merchant_transaction_id: id } = await createSession(alone);
  const order = { partner_user_id: 'user-1', type: 'buy', scenario: 'payment_fails' };
  for (const [path, body, variable] of [
    ['orders', order, 'SIMULATOR_PARTNER_URL'],
    ['reset', { partnerApp: true }, 'SIMULATOR_PARTNER_RESET_URL'],
  ] as const) {
    const response = await alone.send('POST', `/control/api/${path}`, body);
    expect(response.status).toBe(409);
    expect((await parseJson(response, errorSchema)).message).toContain(variable);
  }
  expect(await getStatus(alone, id)).toBe('pending');
  await alone.dispose();
});
