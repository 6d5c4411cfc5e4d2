import { afterAll, beforeAll, expect, test } from 'vitest';
import { startSimulator, type TestSimulator } from './simulator';

let simulator: TestSimulator;

beforeAll(async () => {
  simulator = await startSimulator();
});

afterAll(() => simulator.stop());

test('a test simulator only accepts its own token', async () => {
  const url = `${simulator.url}/widget/users/nobody/kyc-status`;
  const withToken = (token: string) =>
    fetch(url, { headers: { authorization: `Bearer ${token}` } }).then(({ status }) => status);
  expect(await withToken(simulator.token)).toBe(404);
  expect(await withToken('sim_other')).toBe(401);
});

test("a test can call the simulator's control API", async () => {
  expect((await simulator.control('/settings')).status).toBe(200);
});
