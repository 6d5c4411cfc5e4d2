import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { act, mint } from '../testing/answers';
import { type Simulation, simulate } from '../testing/running-simulator';
import { beginFrozen, switchOn } from '../testing/steering';
import { headingOf, WidgetClient } from '../testing/widget-client';

let simulation: Simulation;

beforeAll(async () => {
  simulation = await simulate();
});
beforeEach(() => beginFrozen(simulation));
afterAll(() => simulation.dispose());

const script = () => simulation.request('/widget.2.0.js');

describe('a fault between the session and the screen', () => {
  it('widget_script_missing answers 404', async () => {
    await switchOn(simulation, 'widget_script_missing', { times: 1 });
    expect([(await script()).status, (await script()).status]).toEqual([404, 200]);
  });

  it('widget_script_slow answers late', async () => {
    await switchOn(simulation, 'widget_script_slow', { delayMs: 60 });
    const startedAt = performance.now();
    expect((await script()).status).toBe(200);
    expect(performance.now() - startedAt).toBeGreaterThan(50);
  });

  it('widget_script_blocked closes the connection', async () => {
    await switchOn(simulation, 'widget_script_blocked');
    await expect(script()).rejects.toThrow('fetch failed');
  });

  it('widget_frame_refused forbids the frame', async () => {
    await switchOn(simulation, 'widget_frame_refused');
    const frame = await simulation.request('/widget/frame');
    expect(frame.headers.get('x-frame-options')).toBe('DENY');
  });

  it.each(['token_burnt', 'token_expired'])(
    '%s makes the widget ask for a login',
    async (fault) => {
      await switchOn(simulation, fault);
      const widget = await WidgetClient.open(simulation, await mint(simulation));
      expect(await widget.heading()).toBe('Log in');
    },
  );

  it('token_expired leaves no retry after a declined payment', async () => {
    await switchOn(simulation, 'token_expired');
    const { merchant_transaction_id: id } = await mint(simulation);
    await act(simulation, id, 'decline');
    expect((await act(simulation, id, 'retry')).status).toBe(409);
  });

  it('client_ip_mismatch shows when a payment method is chosen, not before', async () => {
    await simulation.send('PUT', '/control/api/users/user-1', { kyc_status: 'verified' });
    await switchOn(simulation, 'client_ip_mismatch');
    const widget = await WidgetClient.open(simulation, await mint(simulation));
    expect(headingOf(await widget.submit('accept-quote'))).toBe('Choose how to pay');
    expect(await widget.submit('choose-method')).toContain(
      'signature of this payment is not valid',
    );
  });
});
