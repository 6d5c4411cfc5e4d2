import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { errorAnswer, mint } from '../testing/answers';
import { ORDER, read, type Simulation, simulate } from '../testing/running-simulator';
import { beginFrozen, eventsOf, switchOn } from '../testing/steering';
import { API_ERROR_CODES } from '../transport/api-error';

let simulation: Simulation;

beforeAll(async () => {
  simulation = await simulate();
});
beforeEach(() => beginFrozen(simulation));
afterAll(() => simulation.dispose());

const kyc = (init = {}) => simulation.request('/widget/users/user-1/kyc-status', init);

describe('a standing fault of the API', () => {
  it.each(API_ERROR_CODES)(
    'api_error answers %s on each endpoint, until it is off',
    async (code) => {
      await mint(simulation);
      await switchOn(simulation, 'api_error', { code });
      const answers = [
        await simulation.send('POST', '/widget/session', ORDER),
        await simulation.request('/widget/transactions/any'),
        await kyc(),
      ];
      for (const answer of answers) {
        expect(answer.headers.get('x-request-id')).toBeTruthy();
        const body = await read(answer, errorAnswer);
        expect([code, code.replace('unauthorized', 'invalid_token')]).toContain(body.code);
      }
      await simulation.send('DELETE', '/control/api/faults/api_error');
      expect((await kyc()).status).toBe(200);
    },
  );

  it('strikes the chosen endpoint only, and the first N calls of it', async () => {
    await mint(simulation);
    await switchOn(simulation, 'api_error', { endpoint: 'kyc', times: 2 });
    expect((await simulation.send('POST', '/widget/session', ORDER)).status).toBe(200);
    const statuses = [(await kyc()).status, (await kyc()).status, (await kyc()).status];
    expect(statuses).toEqual([502, 502, 200]);
    const types = (await eventsOf(simulation)).map(({ type }) => type);
    expect(types.filter((type) => type.startsWith('fault.'))).toEqual([
      'fault.on',
      'fault.taken',
      'fault.taken',
      'fault.off',
    ]);
  });

  it('strikes a share of the calls, the same ones for the same seed', async () => {
    const pattern = async () => {
      await beginFrozen(simulation, 'rate');
      await mint(simulation);
      await switchOn(simulation, 'api_error', { rate: 0.5 });
      const statuses: number[] = [];
      for (let call = 0; call < 20; call += 1) statuses.push((await kyc()).status);
      return statuses.join(' ');
    };
    const first = await pattern();
    expect(first).toMatch(/200.*502|502.*200/);
    expect(await pattern()).toBe(first);
  });

  it('api_slow answers late and truthfully', async () => {
    await mint(simulation);
    await switchOn(simulation, 'api_slow', { delayMs: 60 });
    const startedAt = performance.now();
    expect((await kyc()).status).toBe(200);
    expect(performance.now() - startedAt).toBeGreaterThan(50);
  });

  it('api_hang never answers', async () => {
    await switchOn(simulation, 'api_hang');
    await expect(kyc({ signal: AbortSignal.timeout(50) })).rejects.toThrow(/timeout/);
  });

  it('api_cut_off ends in the middle of the body', async () => {
    await mint(simulation);
    await switchOn(simulation, 'api_cut_off');
    const response = await kyc();
    await expect(response.json()).rejects.toThrow(/terminated/);
  });

  it('api_not_json answers a page', async () => {
    await switchOn(simulation, 'api_not_json', { body: '<html>' });
    expect(await (await kyc()).text()).toBe('<html>');
  });

  it('api_unknown_http_status answers what the contract does not name', async () => {
    await switchOn(simulation, 'api_unknown_http_status');
    expect((await kyc()).status).toBe(418);
  });

  it('api_unknown_transaction_status changes the word and not the record', async () => {
    const { merchant_transaction_id: id } = await mint(simulation);
    await switchOn(simulation, 'api_unknown_transaction_status', { times: 1 });
    const answer = async () => (await simulation.request(`/widget/transactions/${id}`)).json();
    expect(await answer()).toMatchObject({ status: 'on_hold' });
    expect(await answer()).toMatchObject({ status: 'pending' });
  });
});
