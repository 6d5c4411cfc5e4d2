import { afterEach, beforeEach, expect, test } from 'vitest';
import { advanceClock, resetFrozen, runAction, START_MS } from '../testing/control';
import { createSession, errorSchema, getStatus } from '../testing/partner';
import {
  EVENTUALLY,
  parseJson,
  startTestSimulator,
  type TestSimulator,
} from '../testing/test-simulator';
import { clockResponseSchema } from './response-schemas';

let simulator: TestSimulator;

beforeEach(async () => {
  simulator = await startTestSimulator({ stepSeconds: 2 });
});
afterEach(() => simulator.dispose());

const clock = async () =>
  parseJson(await simulator.request('/control/api/clock'), clockResponseSchema);

test('a six-hour deposit window passes in milliseconds, at its due time', async () => {
  await resetFrozen(simulator);
  const { merchant_transaction_id: id } = await createSession(simulator, { type: 'sell' });
  await advanceClock(simulator, 'PT5H59M59S');
  expect(await getStatus(simulator, id)).toBe('pending');
  const startedAt = performance.now();
  await advanceClock(simulator, 'PT1H');
  expect(performance.now() - startedAt).toBeLessThan(1_000);
  const response = await simulator.request(`/widget/transactions/${id}`);
  expect(await response.json()).toMatchObject({
    status: 'failed',
    updated_at: '2026-04-01T16:00:00.000Z',
  });
});

test('a declined payment cannot be retried after the init token has expired', async () => {
  const { merchant_transaction_id: id } = await createSession(simulator);
  await runAction(simulator, id, 'decline');
  await advanceClock(simulator, 3_600);
  expect((await runAction(simulator, id, 'retry')).status).toBe(409);
});

test('a running clock continues from the time it was moved to', async () => {
  const { merchant_transaction_id: id } = await createSession(simulator);
  await runAction(simulator, id, 'pay');
  await advanceClock(simulator, 'P1D');
  expect(await getStatus(simulator, id)).toBe('completed');
  const { offsetMs, frozen } = await clock();
  expect([Math.round(offsetMs / 3_600_000), frozen]).toEqual([24, false]);
});

test("a restart keeps the clock's offset, or its time when it is frozen", async () => {
  await advanceClock(simulator, 'P1D');
  await simulator.restart();
  expect(Math.round((await clock()).offsetMs / 3_600_000)).toBe(24);
  await resetFrozen(simulator);
  await simulator.restart();
  expect(await clock()).toMatchObject({ nowMs: START_MS, frozen: true });
});

test('what is due at once happens although the clock is frozen', async () => {
  await resetFrozen(simulator);
  await simulator.send('PATCH', '/control/api/settings', { stepSeconds: 0 });
  const { merchant_transaction_id: id } = await createSession(simulator);
  await runAction(simulator, id, 'pay');
  await expect.poll(() => getStatus(simulator, id), EVENTUALLY).toBe('completed');
});

test.each([
  [{}, 400],
  [{ advance: -1 }, 400],
  [{ advance: 'P1M' }, 400],
  [{ advance: 1, nowMs: 4e12 }, 400],
  [{ nowMs: 0 }, 409],
])('moving the clock with %j is refused with %i and a reason', async (body, status) => {
  const response = await simulator.send('POST', '/control/api/clock', body);
  expect(response.status).toBe(status);
  expect((await parseJson(response, errorSchema)).message).not.toBe('');
});
