import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { injectFault, resetFrozen, runAction } from '../testing/control';
import { createSession } from '../testing/partner';
import { startTestSimulator, type TestSimulator } from '../testing/test-simulator';
import { headingOf, WidgetClient } from '../testing/widget-client';

let simulator: TestSimulator;

beforeAll(async () => {
  simulator = await startTestSimulator();
});
beforeEach(() => resetFrozen(simulator));
afterAll(() => simulator.dispose());

const script = () => simulator.request('/widget.2.0.js');

test('widget_script_missing returns 404', async () => {
  await injectFault(simulator, 'widget_script_missing', { times: 1 });
  expect([(await script()).status, (await script()).status]).toEqual([404, 200]);
});

test('widget_script_slow delays the script', async () => {
  await injectFault(simulator, 'widget_script_slow', { delayMs: 60 });
  const startedAt = performance.now();
  expect((await script()).status).toBe(200);
  expect(performance.now() - startedAt).toBeGreaterThan(50);
});

test('widget_script_blocked closes the connection', async () => {
  await injectFault(simulator, 'widget_script_blocked');
  await expect(script()).rejects.toThrow('fetch failed');
});

test('widget_frame_refused forbids framing', async () => {
  await injectFault(simulator, 'widget_frame_refused');
  const frame = await simulator.request('/widget/frame');
  expect(frame.headers.get('x-frame-options')).toBe('DENY');
});

test.each(['token_burnt', 'token_expired'])(
  '%s makes the widget ask for a login',
  async (fault) => {
    await injectFault(simulator, fault);
    const widget = await WidgetClient.open(simulator, await createSession(simulator));
    expect(await widget.heading()).toBe('Log in to continue');
  },
);

test('token_expired allows no retry after a declined payment', async () => {
  await injectFault(simulator, 'token_expired');
  const { merchant_transaction_id: id } = await createSession(simulator);
  await runAction(simulator, id, 'decline');
  expect((await runAction(simulator, id, 'retry')).status).toBe(409);
});

test('client_ip_mismatch is noticed when a payment method is chosen, not before', async () => {
  await simulator.send('PUT', '/control/api/users/user-1', { kyc_status: 'verified' });
  await injectFault(simulator, 'client_ip_mismatch');
  const widget = await WidgetClient.open(simulator, await createSession(simulator));
  expect(headingOf(await widget.submit('accept-quote'))).toBe('Choose how to pay');
  expect(await widget.submit('choose-method')).toContain('signature of this payment is not valid');
});
