import { afterAll, beforeAll, expect, it } from 'vitest';
import { startSimulator, type TestSimulator } from './simulator';

let simulator: TestSimulator;

beforeAll(async () => {
  simulator = await startSimulator();
});

afterAll(() => simulator.stop());

it('the simulator of a test refuses any token but its own', async () => {
  const url = `${simulator.url}/widget/users/nobody/kyc-status`;
  const withToken = (token: string) =>
    fetch(url, { headers: { authorization: `Bearer ${token}` } }).then(({ status }) => status);
  expect(await withToken(simulator.token)).toBe(404);
  expect(await withToken('sim_other')).toBe(401);
});

it('its control API is at hand', async () => {
  expect((await simulator.control('/settings')).status).toBe(200);
});
