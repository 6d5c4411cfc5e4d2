import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { createSession } from '../testing/partner';
import { parseJson, startTestSimulator, type TestSimulator } from '../testing/test-simulator';
import {
  callResponseSchema,
  transactionResponseSchema,
  userResponseSchema,
} from './response-schemas';

const NORA = { id: 'nora-id', name: 'Nora New', email: 'nora@example.com' };
const VERA = { id: 'vera-id', name: 'Vera Verified', email: 'vera@example.com' };

let simulator: TestSimulator;

beforeAll(async () => {
  simulator = await startTestSimulator({ demoUsers: [NORA, VERA] });
});
afterAll(() => simulator.dispose());

const get = async <T>(path: string, schema: z.ZodType<T>) =>
  parseJson(await simulator.request(`/control/api${path}`), schema);

async function users() {
  return (await get('/users', z.object({ users: z.array(userResponseSchema) }))).users;
}

async function nameIn(session: { merchant_transaction_id: string }) {
  const path = `/transactions/${session.merchant_transaction_id}`;
  return (await get(path, transactionResponseSchema)).user_name;
}

test('demo users are listed before their first session, and also after a reset', async () => {
  const names = async () => (await users()).slice(0, 2).map(({ name, email }) => [name, email]);
  const expected = [
    [NORA.name, NORA.email],
    [VERA.name, VERA.email],
  ];
  expect(await names()).toEqual(expected);
  await simulator.send('POST', '/control/api/reset');
  expect(await names()).toEqual(expected);
});

test('a user is named after the demo user, otherwise by the email address', async () => {
  const order = { partner_user_id: NORA.id, user_email: NORA.email };
  expect(await nameIn(await createSession(simulator, order))).toBe('Nora New');
  const stranger = { partner_user_id: 'stranger', user_email: 'stranger@example.com' };
  expect(await nameIn(await createSession(simulator, stranger))).toBe('stranger@example.com');
  expect((await users()).filter(({ partner_user_id: id }) => id === NORA.id)).toHaveLength(1);
});

test('a user whose scenario was set before the first session gets the email of the session', async () => {
  const path = '/control/api/users/early/next-scenario';
  await simulator.send('PUT', path, { scenario: 'happy_path' });
  const order = { partner_user_id: 'early', user_email: 'early@example.com' };
  expect(await nameIn(await createSession(simulator, order))).toBe('early@example.com');
});

test('each kind of API call names its user', async () => {
  const order = { partner_user_id: VERA.id, user_email: VERA.email };
  const { merchant_transaction_id: id } = await createSession(simulator, order);
  await simulator.request(`/widget/transactions/${id}`);
  await simulator.request(`/widget/users/${VERA.id}/kyc-status`);
  await simulator.request('/widget/transactions/unknown');
  const { calls } = await get('/calls?limit=4', z.object({ calls: z.array(callResponseSchema) }));
  expect(calls.map(({ userName }) => userName)).toEqual([null, VERA.name, VERA.name, VERA.name]);
});
