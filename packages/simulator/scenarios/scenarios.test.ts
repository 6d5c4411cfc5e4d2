import { afterEach, beforeEach, expect, test } from 'vitest';
import { advanceClock, launchScenario, readEvents, resetFrozen } from '../testing/control';
import { createSession, errorSchema, getStatus } from '../testing/partner';
import {
  EVENTUALLY,
  parseJson,
  startTestSimulator,
  type TestSimulator,
} from '../testing/test-simulator';
import { FAILING_CARD, headingOf, PAYING_CARD, WidgetClient } from '../testing/widget-client';

let simulator: TestSimulator;

beforeEach(async () => {
  simulator = await startTestSimulator();
  await resetFrozen(simulator);
});
afterEach(() => simulator.dispose());

/** The identity and transaction statuses, oldest first. */
async function statusHistory(): Promise<string> {
  const events = await readEvents(simulator);
  const changes = events.filter(({ type }) => type.endsWith('.status'));
  return changes.map(({ to }) => String(to)).join(' ');
}

const VERIFIED = 'pending verified';

test.each([
  ['happy_path', 'buy', `${VERIFIED} processing completed`],
  ['happy_path', 'sell', `${VERIFIED} processing completed`],
  ['identity_pending', 'buy', 'pending'],
  ['identity_pending', 'sell', 'pending'],
  ['identity_failed_then_retried', 'buy', `pending failed ${VERIFIED} processing completed`],
  ['identity_failed_then_retried', 'sell', `pending failed ${VERIFIED} processing completed`],
  ['payment_fails', 'buy', `${VERIFIED} failed`],
  ['payment_fails_then_succeeds', 'buy', `${VERIFIED} failed pending processing completed`],
  ['succeeds_late', 'buy', `${VERIFIED} processing completed`],
  ['succeeds_late', 'sell', `${VERIFIED} processing completed`],
  ['cancelled', 'buy', `${VERIFIED} cancelled`],
  ['cancelled', 'sell', `${VERIFIED} cancelled`],
  ['deposit_late', 'sell', `${VERIFIED} failed`],
  ['deposit_partial', 'sell', `${VERIFIED} failed`],
  ['deposit_never', 'sell', `${VERIFIED} failed`],
  ['payout_fails', 'sell', `${VERIFIED} processing failed`],
  ['flapping', 'buy', `${VERIFIED} processing${' failed processing'.repeat(3)} completed`],
  ['flapping', 'sell', `${VERIFIED} processing${' failed processing'.repeat(3)} completed`],
  ['completed_then_stale', 'buy', `${VERIFIED} processing completed`],
  ['completed_then_stale', 'sell', `${VERIFIED} processing completed`],
  [
    'identity_failed_then_retried+payout_fails',
    'sell',
    `pending failed ${VERIFIED} processing failed`,
  ],
])('the scenario %s takes a %s through its statuses', async (name, type, expected) => {
  await launchScenario(simulator, name, { type });
  await advanceClock(simulator, 'P1D');
  expect(await statusHistory()).toBe(expected);
});

test('a scenario takes the time of its steps divided by the speed', async () => {
  await simulator.send('PATCH', '/control/api/settings', { speed: 10 });
  const { merchant_transaction_id: id } = await launchScenario(simulator, 'succeeds_late');
  await advanceClock(simulator, 1.2);
  expect(await getStatus(simulator, id)).toBe('processing');
  await advanceClock(simulator, 179);
  expect(await getStatus(simulator, id)).toBe('processing');
  await advanceClock(simulator, 1);
  expect(await getStatus(simulator, id)).toBe('completed');
});

test('a scenario with instant speed ends at once, even while the clock is frozen', async () => {
  await simulator.send('PATCH', '/control/api/settings', { speed: 'instant' });
  const { merchant_transaction_id: id } = await launchScenario(simulator, 'deposit_never');
  await expect.poll(() => getStatus(simulator, id), EVENTUALLY).toBe('failed');
});

test('a scenario continues after a restart', async () => {
  const { merchant_transaction_id: id } = await launchScenario(
    simulator,
    'payment_fails_then_succeeds',
  );
  await advanceClock(simulator, 12);
  expect(await getStatus(simulator, id)).toBe('failed');
  await simulator.restart();
  await advanceClock(simulator, 8);
  expect(await getStatus(simulator, id)).toBe('pending');
  await advanceClock(simulator, 10);
  expect(await getStatus(simulator, id)).toBe('completed');
});

test.each([
  ['waits', 'failed', ''],
  ['converts', 'completed', '40'],
])('a partial deposit %s when the setting says so', async (partialDeposit, status, amount) => {
  await simulator.send('PATCH', '/control/api/settings', { partialDeposit });
  const { merchant_transaction_id: id } = await launchScenario(simulator, 'deposit_partial');
  await advanceClock(simulator, 'PT7H');
  const response = await simulator.request(`/widget/transactions/${id}`);
  expect(await response.json()).toMatchObject({ status, crypto_amount: amount });
});

test.each([
  ['the amount chooses a scenario', { amount: '25.04' }, 'payment_fails'],
  ['an email tag chooses a scenario', { user_email: 'ann+cancelled@example.com' }, 'cancelled'],
  [
    'an email tag can combine scenarios',
    { user_email: 'a+flapping+cancelled@example.com' },
    'flapping+cancelled',
  ],
  [
    'an email tag wins over the amount',
    { user_email: 'a+cancelled@x.org', amount: '1.04' },
    'cancelled',
  ],
  ['an amount without exactly two decimals chooses no scenario', { amount: '25.040' }, null],
  ['an unknown email tag chooses no scenario', { user_email: 'ann+news@example.com' }, null],
  ['an amount whose scenario suits only the other type chooses none', { amount: '25.12' }, null],
])('%s', async (_, order, expected) => {
  const { merchant_transaction_id: id } = await createSession(simulator, order);
  const response = await simulator.request(`/control/api/transactions/${id}`);
  const { scenario } = await response.json();
  expect(scenario?.name ?? null).toBe(expected);
});

test("the scenario of a user's next session is used once", async () => {
  const path = '/control/api/users/user-1/next-scenario';
  await simulator.send('PUT', path, { scenario: 'cancelled' });
  const first = await createSession(simulator);
  const second = await createSession(simulator);
  await advanceClock(simulator, 'PT1H');
  expect(await getStatus(simulator, first.merchant_transaction_id)).toBe('cancelled');
  expect(await getStatus(simulator, second.merchant_transaction_id)).toBe('pending');
});

test('a scenario can be launched on an existing transaction', async () => {
  const { merchant_transaction_id: id } = await createSession(simulator);
  await launchScenario(simulator, 'payment_fails', { transaction_id: id });
  await advanceClock(simulator, 'PT1H');
  expect(await getStatus(simulator, id)).toBe('failed');
});

test('an unknown scenario is refused with the known ones, an unsuitable one with the reason', async () => {
  const unknown = await simulator.send('POST', '/control/api/scenarios/nonsense/launch', {});
  expect(unknown.status).toBe(404);
  expect((await parseJson(unknown, errorSchema)).message).toMatch(/happy_path, .*payout_fails/);
  const path = '/control/api/scenarios/payout_fails/launch';
  const unsuitable = await simulator.send('POST', path, { type: 'buy' });
  expect(unsuitable.status).toBe(409);
  expect((await parseJson(unsuitable, errorSchema)).message).toContain('cannot happen to a buy');
});

test("paying in the widget runs the scenario's payment now, with its outcome", async () => {
  await simulator.send('PUT', '/control/api/users/user-1', { kyc_status: 'verified' });
  const session = await createSession(simulator, { amount: '100.05' });
  const widget = await WidgetClient.open(simulator, session);
  await widget.submit('accept-quote');
  await widget.submit('choose-method');
  expect(headingOf(await widget.submit('send-card', PAYING_CARD))).toBe('Payment declined');
  await widget.submit('retry-payment');
  await widget.submit('choose-method');
  await widget.submit('send-card', FAILING_CARD);
  expect(await getStatus(simulator, session.merchant_transaction_id)).toBe('processing');
});

test('any other manual action ends the scenario', async () => {
  const { merchant_transaction_id: id } = await launchScenario(simulator, 'happy_path');
  const path = `/control/api/transactions/${id}/actions`;
  await simulator.send('POST', path, { action: 'decline' });
  await advanceClock(simulator, 'P1D');
  expect(await getStatus(simulator, id)).toBe('failed');
});
