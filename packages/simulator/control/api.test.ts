import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { act, errorAnswer, mint, statusOf } from '../testing/answers';
import { ORDER, read, type Simulation, SOON, simulate, TOKEN } from '../testing/running-simulator';

let simulation: Simulation;

beforeAll(async () => {
  simulation = await simulate();
});
afterAll(() => simulation.dispose());

const imported = {
  partner_user_id: 'past',
  type: 'buy',
  status: 'completed',
  currency: 'USDT',
  network: 'TRC20',
  crypto_amount: '99.50',
  fiat_amount: '100.00',
  created_at: '2026-04-01T10:00:00Z',
  updated_at: '2026-04-01T10:03:45Z',
};

describe('the control API', () => {
  it('names the actions that are possible when another one is asked for', async () => {
    const { merchant_transaction_id: id } = await mint(simulation);
    const response = await act(simulation, id, 'deposit');
    expect(response.status).toBe(409);
    expect((await read(response, errorAnswer)).message).toContain(
      'Possible now: verify_identity, pay, decline, cancel, fail',
    );
  });

  it('verifies a user by action and sets one by hand', async () => {
    const { merchant_transaction_id: id } = await mint(simulation);
    await act(simulation, id, 'verify_identity');
    const kyc = () => simulation.request('/widget/users/user-1/kyc-status');
    expect(await (await kyc()).json()).toMatchObject({ status: 'verified' });
    await simulation.send('PUT', '/control/api/users/user-1', { kyc_status: 'failed' });
    expect(await (await kyc()).json()).toMatchObject({ status: 'failed' });
  });

  it('a failed transaction goes on to completed on the same id after a retry', async () => {
    const { merchant_transaction_id: id } = await mint(simulation);
    for (const action of ['decline', 'retry', 'pay']) {
      expect((await act(simulation, id, action)).status).toBe(200);
    }
    await expect.poll(() => statusOf(simulation, id), SOON).toBe('completed');
  });

  it('a transaction of the past is answered as it was imported', async () => {
    await simulation.send('PUT', '/control/api/transactions/old-1', imported);
    const answer = await simulation.request('/widget/transactions/old-1');
    expect(await answer.json()).toMatchObject({
      status: 'completed',
      crypto_amount: '99.50',
      updated_at: '2026-04-01T10:03:45.000Z',
    });
  });

  it('a fault answers the asked number of calls of its endpoint only', async () => {
    const fault = { endpoint: 'session', times: 2, httpStatus: 502 };
    const error = { error: 'upstream_error', code: 'provider_error' };
    await simulation.send('POST', '/control/api/faults', { ...fault, ...error });
    const statuses: number[] = [];
    for (let call = 0; call < 3; call += 1) {
      statuses.push((await simulation.send('POST', '/widget/session', ORDER)).status);
    }
    expect(statuses).toEqual([502, 502, 200]);
  });

  it('a fault can send an answer that is not JSON', async () => {
    const fault = { endpoint: 'transaction', httpStatus: 200, rawBody: '<html>' };
    await simulation.send('POST', '/control/api/faults', fault);
    const response = await simulation.request('/widget/transactions/any');
    expect([response.status, await response.text()]).toEqual([200, '<html>']);
  });

  it.each([
    ['PATCH', 'settings', { webhooks: 'perhaps' }],
    ['PATCH', 'settings', { unknown: 1 }],
    ['POST', 'faults', { endpoint: 'socket', httpStatus: 500 }],
    ['PUT', 'users/x', { kyc_status: 'yes' }],
    ['PUT', 'transactions/x', { status: 'completed' }],
  ])('%s %s refuses %j and says where it is wrong', async (method, path, body) => {
    const response = await simulation.send(method, `/control/api/${path}`, body);
    expect(response.status).toBe(400);
    expect((await read(response, errorAnswer)).message).not.toBe('');
  });

  it('the call log names each call and never holds the token', async () => {
    await simulation.request('/widget/transactions/logged');
    const log = await (await simulation.request('/control/api/calls')).text();
    expect(log).toContain('/widget/transactions/logged');
    expect(log).not.toContain(TOKEN);
  });

  it('a reset forgets every record and restores the settings', async () => {
    const { merchant_transaction_id: id } = await mint(simulation);
    await simulation.send('PATCH', '/control/api/settings', { webhooks: 'off' });
    await simulation.send('POST', '/control/api/reset');
    expect((await simulation.request(`/widget/transactions/${id}`)).status).toBe(404);
    const settings = await (await simulation.request('/control/api/settings')).json();
    expect(settings).toMatchObject({ webhooks: 'on' });
  });
});
