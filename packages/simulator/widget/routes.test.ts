import { afterEach, beforeEach, expect, test } from 'vitest';
import { advanceClock, runAction } from '../testing/control';
import { createSession, getStatus } from '../testing/partner';
import { EVENTUALLY, startTestSimulator, type TestSimulator } from '../testing/test-simulator';
import { FAILING_CARD, headingOf, PAYING_CARD, WidgetClient } from '../testing/widget-client';

let simulator: TestSimulator;

beforeEach(async () => {
  simulator = await startTestSimulator();
});
afterEach(() => simulator.dispose());

const addressIn = (html: string) => /id="deposit-address">([^<]+)</.exec(html)?.[1];

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
  // It is not the transaction's, on which a partner might join.
  expect(emitted?.payload?.id).not.toBe(session.merchant_transaction_id);
  expect(emitted?.payload).toMatchObject({
    id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
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
  expect(await second.heading()).toBe('Log in to continue');
  const code = await second.loginCode();
  const wrong = code === '000000' ? '111111' : '000000';
  expect(await second.submit('login', { code: wrong })).toContain('That code isn’t right');
  expect(await second.heading()).toBe('Log in to continue');
  expect(headingOf(await second.submit('login', { code }))).toBe('Buy 100 USDT');
});

test('a code works only in the widget that asked for it', async () => {
  const session = await createSession(simulator);
  await WidgetClient.open(simulator, session);
  const [second, third] = [
    await WidgetClient.open(simulator, session),
    await WidgetClient.open(simulator, session),
  ];
  const code = await second.loginCode();
  expect(await third.submit('login', { code })).toContain('That code isn’t right');
});

test('after the login a pending buy whose widget was closed completes on the same transaction', async () => {
  await verify();
  const session = await createSession(simulator);
  const closed = await WidgetClient.open(simulator, session);
  await closed.submit('accept-quote');
  const reopened = await WidgetClient.open(simulator, session);
  await reopened.logIn();
  await reopened.submit('accept-quote');
  await reopened.submit('choose-method');
  await reopened.submit('send-card', PAYING_CARD);
  await expect.poll(() => reopened.heading(), EVENTUALLY).toBe('Purchase complete');
  expect(await getStatus(simulator, session.merchant_transaction_id)).toBe('completed');
});

test('after the login a sell that waits for its deposit shows the same address', async () => {
  await verify();
  const session = await createSession(simulator, { type: 'sell' });
  const closed = await WidgetClient.open(simulator, session);
  await closed.submit('accept-quote');
  await closed.submit('choose-method');
  const address = addressIn(await closed.submit('send-card', PAYING_CARD));
  expect(address).toMatch(/^T.{33}$/);
  const reopened = await WidgetClient.open(simulator, session);
  expect(addressIn(await reopened.logIn())).toBe(address);
  await reopened.submit('send-deposit');
  await expect.poll(() => reopened.heading(), EVENTUALLY).toBe('Sale complete');
});

test('an expired token leads to the login at the first visit, and the order continues', async () => {
  await verify();
  const session = await createSession(simulator);
  await advanceClock(simulator, 'PT2H');
  const widget = await WidgetClient.open(simulator, session);
  expect(await widget.heading()).toBe('Log in to continue');
  await widget.logIn();
  await widget.submit('accept-quote');
  await widget.submit('choose-method');
  await widget.submit('send-card', PAYING_CARD);
  await expect.poll(() => widget.heading(), EVENTUALLY).toBe('Purchase complete');
  expect(await getStatus(simulator, session.merchant_transaction_id)).toBe('completed');
});

test.each(['complete', 'decline', 'cancel'])(
  'after "%s" the return button leads to exactly the redirect_url of the session',
  async (ending) => {
    await verify();
    const redirect_url = 'http://localhost:3000/transactions/42?from=widget&note=a%20b#status';
    const session = await createSession(simulator, { redirect_url });
    const widget = await WidgetClient.open(simulator, session);
    const { merchant_transaction_id: id } = session;
    await runAction(simulator, id, ending === 'complete' ? 'pay' : ending);
    await expect.poll(() => widget.page(), EVENTUALLY).toContain('Return to partner');
    const [, href = ''] =
      /href="([^"]*)"[^>]*>\s*Return to partner/.exec(await widget.page()) ?? [];
    expect(href.replaceAll('&amp;', '&')).toBe(redirect_url);
  },
);

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
  const status = () => getStatus(simulator, session.merchant_transaction_id);
  await expect.poll(status, EVENTUALLY).toBe('completed');
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
  await again.logIn();
  expect(await again.heading()).toBe('Order cancelled');
  expect(await again.events(1)).toMatchObject([{ payload: { status: 'cancelled' } }]);
});

test.each(['buy', 'sell'])(
  'the amount of a %s cannot be changed, the fiat currency can',
  async (type) => {
    const widget = await WidgetClient.open(simulator, await createSession(simulator, { type }));
    const page = await widget.page();
    const names = [...page.matchAll(/<(?:input|select)[^>]* name="([^"]+)"/g)].map(
      ([, name]) => name,
    );
    expect(names).toEqual(['fiat']);
  },
);
