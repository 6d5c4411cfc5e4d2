import { afterEach, beforeEach, expect, test } from 'vitest';
import { readEvents } from '../testing/control';
import { createSession } from '../testing/partner';
import {
  EVENTUALLY,
  ORDER,
  startTestSimulator,
  type TestSimulator,
} from '../testing/test-simulator';

let simulator: TestSimulator;

beforeEach(async () => {
  simulator = await startTestSimulator();
});
afterEach(() => simulator.dispose());

const queue = (response: object) => simulator.send('POST', '/control/api/faults', response);
const kyc = (init = {}) => simulator.request('/widget/users/user-1/kyc-status', init);

test('a queued response with only a delay delays the real response', async () => {
  await createSession(simulator);
  await queue({ endpoint: 'kyc', delayMs: 60 });
  const startedAt = performance.now();
  expect((await kyc()).status).toBe(200);
  expect(performance.now() - startedAt).toBeGreaterThan(50);
});

test('a queued response can hang until the client gives up, and the next request is served', async () => {
  await createSession(simulator);
  await queue({ endpoint: 'kyc', hang: true });
  const client = new AbortController();
  const hanging = kyc({ signal: client.signal });
  // Until then, the next request could be the one that hangs.
  const types = async () => (await readEvents(simulator)).map(({ type }) => type);
  await expect.poll(types, EVENTUALLY).toContain('queued_response.taken');
  client.abort();
  await expect(hanging).rejects.toThrow(/aborted/);
  expect((await kyc()).status).toBe(200);
});

test.each([{}, { httpStatus: 502 }])(
  'a queued response with %j can close the connection in the middle of the body',
  async (more) => {
    await createSession(simulator);
    await queue({ endpoint: 'kyc', cutOff: true, ...more });
    const response = await kyc();
    await expect(response.text()).rejects.toThrow(/terminated/);
    expect((await kyc()).status).toBe(200);
  },
);

test('a session whose response is cut off still creates its transaction', async () => {
  await queue({ endpoint: 'session', cutOff: true });
  const response = await simulator.send('POST', '/widget/session', ORDER);
  await expect(response.text()).rejects.toThrow();
  const list = () => simulator.request('/control/api/transactions');
  await expect
    .poll(async () => (await (await list()).text()).includes('user-1'), EVENTUALLY)
    .toBe(true);
});

test('a queued response with a rate applies to a share of the requests until it is removed', async () => {
  await createSession(simulator);
  await queue({ endpoint: 'kyc', rate: 0.5, httpStatus: 502 });
  const statuses = new Set<number>();
  for (let call = 0; call < 40; call += 1) statuses.add((await kyc()).status);
  expect([...statuses].sort()).toEqual([200, 502]);
});

test('a queued response without any effect is refused', async () => {
  expect((await queue({ endpoint: 'kyc' })).status).toBe(400);
});
