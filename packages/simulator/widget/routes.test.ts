import { afterEach, beforeEach, expect, test } from 'vitest';
import { runAction } from '../testing/control';
import { createSession, getStatus } from '../testing/partner';
import { EVENTUALLY, startTestSimulator, type TestSimulator } from '../testing/test-simulator';
import { FAILING_CARD, headingOf, PAYING_CARD, WidgetClient } from '../testing/widget-client';

let simulator: TestSimulator;

beforeEach(async () => {
  simulator = await startTestSimulator();
});
afterEach(() => simulator.dispose());

const verify = (kyc_status = 'verified') =>
  simulator.send('PUT', '/control/api/users/user-1', { kyc_status });

test('a new user verifies their identity, and can retry a failed check', async () => {
  const widget = await WidgetClient.open(simulator, await createSession(simulator));
  expect(headingOf(await widget.submit('accept-quote'))).toBe('Verify your identity');
  await widget.submit('send-document', { document: 'passport' });
  await widget.submit('send-selfie', { photo: 'sample-that-fails' });
  await expect.poll(() => widget.heading(), EVENTUALLY).toBe('We couldn’t verify you');
  await widget.submit('send-document', { document: 'passport' });
  await widget.submit('send-selfie', { photo: 'sample' });
  await expect.poll(() => widget.heading(), EVENTUALLY).toBe('Choose how to pay');
});

test('a buy goes from a declined card to completed on the same transaction', async () => {
  await verify();
  const session = await createSession(simulator);
  const widget = await WidgetClient.open(simulator, session);
  await widget.submit('accept-quote');
  await widget.submit('choose-method');
  expect(headingOf(await widget.submit('send-card', FAILING_CARD))).toBe('Payment declined');
  await widget.submit('retry-payment');
  await widget.submit('choose-method');
  await widget.submit('send-card', PAYING_CARD);
  await expect.poll(() => widget.heading(), EVENTUALLY).toBe('Purchase complete');
  expect((await widget.events()).map((event) => event.payload?.status ?? event.name)).toEqual([
    'new',
    'pending',
    'order_failed',
    'payment_finished',
    'new',
    'pending',
    'paid',
    'payment_finished',
  ]);
});

test('a sell emits the deposit address to the page', async () => {
  await verify();
  const session = await createSession(simulator, { type: 'sell' });
  const widget = await WidgetClient.open(simulator, session);
  await widget.submit('accept-quote');
  await widget.submit('choose-method');
  expect(headingOf(await widget.submit('send-card', PAYING_CARD))).toBe('Send 100 USDT');
  const emitted = (await widget.events()).find((event) => event.name === 'sell_transfer_enabled');
  expect(emitted?.payload).toMatchObject({
    id: session.merchant_transaction_id,
    flow_id: 'payout',
    address: expect.stringMatching(/^T.{33}$/),
  });
  await widget.submit('send-deposit');
  await expect.poll(() => widget.heading(), EVENTUALLY).toBe('Sale complete');
});

test('a session that was opened before asks for the code from the email', async () => {
  const session = await createSession(simulator);
  await WidgetClient.open(simulator, session);
  const second = await WidgetClient.open(simulator, session);
  expect(await second.heading()).toBe('Log in');
  expect(await second.submit('login', { code: '000000' })).toContain('That code isn’t right');
  expect(headingOf(await second.submit('login', { code: '123456' }))).toBe('Buy 100 USDT');
});

test('a wrong signature is noticed only when a payment method is chosen', async () => {
  await verify();
  const session = { ...(await createSession(simulator)), signature: `v2:${'0'.repeat(128)}` };
  const widget = await WidgetClient.open(simulator, session);
  expect(headingOf(await widget.submit('accept-quote'))).toBe('Choose how to pay');
  expect(await widget.submit('choose-method')).toContain('signature of this payment is not valid');
});

test.each([
  ['127.0.0.1', 'Pay by card'],
  ['192.0.2.7', 'Choose how to pay'],
])('with client_ip %s, choosing a method leads to "%s"', async (client_ip, heading) => {
  await verify();
  const widget = await WidgetClient.open(simulator, await createSession(simulator, { client_ip }));
  await widget.submit('accept-quote');
  expect(headingOf(await widget.submit('choose-method'))).toBe(heading);
});

test('a form of an earlier step changes nothing', async () => {
  await verify();
  const session = await createSession(simulator);
  const widget = await WidgetClient.open(simulator, session);
  await widget.submit('accept-quote');
  await widget.submit('choose-method');
  await widget.submit('send-card', PAYING_CARD);
  await widget.submit('send-card', FAILING_CARD);
  await widget.submit('cancel');
  await expect.poll(() => getStatus(simulator, session.merchant_transaction_id)).toBe('completed');
});

test('an open frame keeps its step after a restart', async () => {
  await verify();
  const widget = await WidgetClient.open(simulator, await createSession(simulator));
  await widget.submit('accept-quote');
  await widget.submit('choose-method');
  await simulator.restart();
  expect(await widget.heading()).toBe('Pay by card');
});

test('a transaction that is opened again emits its latest event once', async () => {
  const session = await createSession(simulator);
  await WidgetClient.open(simulator, session);
  await runAction(simulator, session.merchant_transaction_id, 'cancel');
  const again = await WidgetClient.open(simulator, session);
  await again.submit('login', { code: '123456' });
  expect(await again.heading()).toBe('Order cancelled');
  expect(await again.events(1)).toMatchObject([{ payload: { status: 'cancelled' } }]);
});
