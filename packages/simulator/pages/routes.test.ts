import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { act, mint, statusOf } from '../testing/answers';
import { type Simulation, SOON, simulate } from '../testing/running-simulator';
import { FAILING_CARD, headingOf, PAYING_CARD, WidgetClient } from '../testing/widget-client';

let simulation: Simulation;

beforeEach(async () => {
  simulation = await simulate();
});
afterEach(() => simulation.dispose());

const verify = (kyc_status = 'verified') =>
  simulation.send('PUT', '/control/api/users/user-1', { kyc_status });

describe('the widget', () => {
  it('a new user verifies identity on the way, a failed check can be repeated', async () => {
    const widget = await WidgetClient.open(simulation, await mint(simulation));
    expect(headingOf(await widget.submit('accept-quote'))).toBe('Verify your identity');
    await widget.submit('send-document', { document: 'passport' });
    await widget.submit('send-selfie', { photo: 'sample-that-fails' });
    await expect.poll(() => widget.heading(), SOON).toBe('We could not verify you');
    await widget.submit('send-document', { document: 'passport' });
    await widget.submit('send-selfie', { photo: 'sample' });
    await expect.poll(() => widget.heading(), SOON).toBe('Choose how to pay');
  });

  it('a buy goes from a declined card to completed on the same transaction', async () => {
    await verify();
    const session = await mint(simulation);
    const widget = await WidgetClient.open(simulation, session);
    await widget.submit('accept-quote');
    await widget.submit('choose-method');
    expect(headingOf(await widget.submit('send-card', FAILING_CARD))).toBe('Payment declined');
    await widget.submit('retry-payment');
    await widget.submit('choose-method');
    await widget.submit('send-card', PAYING_CARD);
    await expect.poll(() => widget.heading(), SOON).toBe('Purchase complete');
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

  it('a sell tells the page where to send the deposit', async () => {
    await verify();
    const session = await mint(simulation, { type: 'sell' });
    const widget = await WidgetClient.open(simulation, session);
    await widget.submit('accept-quote');
    await widget.submit('choose-method');
    expect(headingOf(await widget.submit('send-card', PAYING_CARD))).toBe('Send 100 USDT');
    const told = (await widget.events()).find((event) => event.name === 'sell_transfer_enabled');
    expect(told?.payload).toMatchObject({
      id: session.merchant_transaction_id,
      flow_id: 'payout',
      address: expect.stringMatching(/^T.{33}$/),
    });
    await widget.submit('send-deposit');
    await expect.poll(() => widget.heading(), SOON).toBe('Sale complete');
  });

  it('a session that was opened before asks for the code from the e-mail', async () => {
    const session = await mint(simulation);
    await WidgetClient.open(simulation, session);
    const second = await WidgetClient.open(simulation, session);
    expect(await second.heading()).toBe('Log in');
    expect(await second.submit('login', { code: '000000' })).toContain('That code is not right');
    expect(headingOf(await second.submit('login', { code: '123456' }))).toBe('Buy 100 USDT');
  });

  it('a wrong signature shows only when a payment method is chosen', async () => {
    await verify();
    const session = { ...(await mint(simulation)), signature: `v2:${'0'.repeat(128)}` };
    const widget = await WidgetClient.open(simulation, session);
    expect(headingOf(await widget.submit('accept-quote'))).toBe('Choose how to pay');
    expect(await widget.submit('choose-method')).toContain(
      'signature of this payment is not valid',
    );
  });

  it.each([
    ['127.0.0.1', 'Pay by card'],
    ['192.0.2.7', 'Choose how to pay'],
  ])('with client_ip %s choosing a method leads to "%s"', async (client_ip, heading) => {
    await verify();
    const widget = await WidgetClient.open(simulation, await mint(simulation, { client_ip }));
    await widget.submit('accept-quote');
    expect(headingOf(await widget.submit('choose-method'))).toBe(heading);
  });

  it('a form of a step that is over changes nothing', async () => {
    await verify();
    const session = await mint(simulation);
    const widget = await WidgetClient.open(simulation, session);
    await widget.submit('accept-quote');
    await widget.submit('choose-method');
    await widget.submit('send-card', PAYING_CARD);
    await widget.submit('send-card', FAILING_CARD);
    await widget.submit('cancel');
    await expect
      .poll(() => statusOf(simulation, session.merchant_transaction_id))
      .toBe('completed');
  });

  it('an open frame stands where it stood after a restart', async () => {
    await verify();
    const widget = await WidgetClient.open(simulation, await mint(simulation));
    await widget.submit('accept-quote');
    await widget.submit('choose-method');
    await simulation.restart();
    expect(await widget.heading()).toBe('Pay by card');
  });

  it('a transaction that is opened again tells where it stands, once', async () => {
    const session = await mint(simulation);
    await WidgetClient.open(simulation, session);
    await act(simulation, session.merchant_transaction_id, 'cancel');
    const again = await WidgetClient.open(simulation, session);
    await again.submit('login', { code: '123456' });
    expect(await again.heading()).toBe('Order cancelled');
    expect(await again.events(1)).toMatchObject([{ payload: { status: 'cancelled' } }]);
  });

  it('text from the partner is never taken for HTML', async () => {
    await mint(simulation, { partner_user_id: 'user-2' });
    await simulation.send('PUT', '/control/api/transactions/html', {
      partner_user_id: 'user-2',
      type: 'buy',
      status: 'pending',
      currency: '<script>alert(1)</script>',
      network: 'TRC20',
      amount: '1',
      fiat_amount: '1',
      created_at: '2026-04-01T10:00:00Z',
      updated_at: '2026-04-01T10:00:00Z',
    });
    const page = await (await simulation.request('/control')).text();
    expect(page).toContain('&lt;script&gt;');
    expect(page).not.toContain('<script>alert');
  });
});
