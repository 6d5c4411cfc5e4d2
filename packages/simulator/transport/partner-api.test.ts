import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { act, errorAnswer, mint, statusOf } from '../testing/answers';
import { ORDER, read, type Simulation, SOON, simulate } from '../testing/running-simulator';

const DOCUMENTED_FIELDS = (
  'address amount currencies currency fiat_currencies fiat_currency fix_amount fix_currency ' +
  'fix_fiat_amount fix_fiat_currency fix_network init_token init_token_type lang ' +
  'merchant_transaction_id network networks redirect_url signature theme type widget_id'
).split(' ');

let simulation: Simulation;

beforeAll(async () => {
  simulation = await simulate();
});
afterAll(() => simulation.dispose());

const post = (body: unknown) => simulation.send('POST', '/widget/session', body);

describe('POST /widget/session', () => {
  it('answers with every documented field', async () => {
    const response = await post({ ...ORDER, redirect_url: 'http://localhost:3000/back' });
    expect(response.status).toBe(200);
    const body = await read(response, z.record(z.string(), z.unknown()));
    expect(body).toMatchObject({
      init_token_type: 'sdk_partner_authorization',
      currencies: ['USDT'],
      networks: ['TRC20'],
      fix_network: ['TRC20'],
      amount: '100',
      fiat_currency: 'EUR',
      fix_fiat_currency: false,
      type: 'buy',
      redirect_url: 'http://localhost:3000/back',
    });
    expect(body.signature).toMatch(/^v2:[0-9a-f]{128}$/);
    expect(Object.keys(body).sort()).toEqual(DOCUMENTED_FIELDS);
  });

  it('mints a new transaction for each request', async () => {
    const first = await mint(simulation);
    const second = await mint(simulation);
    expect(second.merchant_transaction_id).not.toBe(first.merchant_transaction_id);
  });

  it.each([
    [{ amount: undefined }, 'invalid_request', 'missing_param'],
    [{ user_email: '' }, 'invalid_request', 'missing_param'],
    [{ amount: 100 }, 'invalid_request', 'validation_error'],
    [{ amount: '0' }, 'invalid_request', 'validation_error'],
    [{ amount: '-5' }, 'invalid_request', 'validation_error'],
    [{ amount: '1.1234567' }, 'invalid_request', 'validation_error'],
    [{ amount: '9999999999999' }, 'invalid_request', 'validation_error'],
    [{ user_email: 'nobody' }, 'invalid_request', 'validation_error'],
    [{ client_ip: 'home' }, 'invalid_request', 'validation_error'],
    [{ redirect_url: 'javascript:alert(1)' }, 'invalid_request', 'validation_error'],
    [{ type: 'swap' }, 'invalid_request', 'validation_error'],
    [{ currency: 'DOGE' }, 'invalid_request', 'currency_not_allowed'],
    [{ currency: 'BTC' }, 'wallet_not_supported', 'WALLET_NOT_SUPPORTED'],
  ])('refuses %j as %s/%s', async (change, error, code) => {
    const response = await post({ ...ORDER, ...change });
    expect(response.status).toBe(400);
    expect(await read(response, errorAnswer)).toMatchObject({ error, code });
    expect(response.headers.get('x-request-id')).toBeTruthy();
  });

  it('accepts an asset that only PROOF_ASSETS enables, on that network alone', async () => {
    const configured = await simulate({ assets: ['SOLANA:SOL'] });
    const order = { ...ORDER, currency: 'SOL', amount: '1.123456789' };
    const send = (network: string) =>
      configured.send('POST', '/widget/session', { ...order, network });
    const accepted = await send('SOLANA');
    const refused = await send('TRC20');
    await configured.dispose();
    expect(accepted.status).toBe(200);
    expect(await read(refused, errorAnswer)).toMatchObject({ code: 'currency_not_allowed' });
  });

  it('answers decode_error to a body that is not JSON', async () => {
    const response = await simulation.request('/widget/session', { method: 'POST', body: '{' });
    expect(await read(response, errorAnswer)).toMatchObject({ code: 'decode_error' });
  });
});

describe('access', () => {
  it('tells a missing token from a wrong one', async () => {
    const missing = await simulation.request('/widget/session', { method: 'POST', token: null });
    const wrong = await simulation.request('/widget/session', { method: 'POST', token: 'sim_x' });
    expect([missing.status, wrong.status]).toEqual([401, 401]);
    expect(await read(missing, errorAnswer)).toMatchObject({ code: 'missing_token' });
    expect(await read(wrong, errorAnswer)).toMatchObject({ code: 'invalid_token' });
  });

  it('an address that is not on the allowlist gets forbidden_origin, whatever its token', async () => {
    await simulation.send('PATCH', '/control/api/settings', { allowedIps: ['192.0.2.1'] });
    const response = await post(ORDER);
    await simulation.send('PATCH', '/control/api/settings', { allowedIps: ['127.0.0.1'] });
    expect(response.status).toBe(403);
    expect(await read(response, errorAnswer)).toMatchObject({ code: 'forbidden_origin' });
    expect((await post(ORDER)).status).toBe(200);
  });

  it('a sell while off-ramp is disabled gets the refusal that was chosen', async () => {
    await simulation.send('PATCH', '/control/api/settings', { offrampEnabled: false });
    const refused = await post({ ...ORDER, type: 'sell' });
    expect(refused.status).toBe(403);
    expect(await read(refused, errorAnswer)).toMatchObject({ error: 'offramp_disabled' });
    await simulation.send('PATCH', '/control/api/settings', {
      offrampRefusal: { httpStatus: 400, error: 'invalid_request', code: 'validation_error' },
    });
    expect((await post({ ...ORDER, type: 'sell' })).status).toBe(400);
    await simulation.send('PATCH', '/control/api/settings', { offrampEnabled: true });
    expect((await post({ ...ORDER, type: 'sell' })).status).toBe(200);
  });
});

describe('reading', () => {
  it('a paid transaction ends completed by itself, with its crypto amount', async () => {
    const { merchant_transaction_id: id } = await mint(simulation);
    expect(await statusOf(simulation, id)).toBe('pending');
    await act(simulation, id, 'pay');
    await expect.poll(() => statusOf(simulation, id), SOON).toBe('completed');
  });

  it('answers 404 to an unknown transaction, user and address', async () => {
    for (const path of ['/widget/transactions/x', '/widget/users/x/kyc-status', '/nowhere']) {
      const response = await simulation.request(path);
      expect(response.status).toBe(404);
      expect(await read(response, errorAnswer)).toMatchObject({ error: 'not_found' });
    }
  });

  it('a session makes its user known, not yet verified', async () => {
    await mint(simulation, { partner_user_id: 'fresh' });
    const response = await simulation.request('/widget/users/fresh/kyc-status');
    expect(await response.json()).toEqual({ partner_user_id: 'fresh', status: 'not_started' });
  });
});

describe('what bad input gets', () => {
  it('a body of more than 64 KB is refused', async () => {
    const response = await post({ ...ORDER, partner_user_id: 'x'.repeat(70_000) });
    expect(response.status).toBe(400);
  });

  it('a body without an announced length is read, and refused when it is too large', async () => {
    const chunked = (text: string) => {
      const body = new Blob([text]).stream();
      const init = { method: 'POST', body, duplex: 'half' };
      return simulation.request('/widget/session', init);
    };
    expect((await chunked(JSON.stringify(ORDER))).status).toBe(200);
    expect((await chunked(`"${'x'.repeat(70_000)}"`)).status).toBe(400);
  });

  it('a page of another site cannot steer the simulator', async () => {
    const headers = { 'sec-fetch-site': 'cross-site' };
    const init = { method: 'POST', headers };
    expect((await simulation.request('/control/api/reset', init)).status).toBe(403);
  });
});
