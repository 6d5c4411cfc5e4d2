import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mint } from '../testing/answers';
import { ORDER, type Simulation, SOON, simulate } from '../testing/running-simulator';

let simulation: Simulation;

beforeEach(async () => {
  simulation = await simulate();
});
afterEach(() => simulation.dispose());

const queue = (fault: object) => simulation.send('POST', '/control/api/faults', fault);
const kyc = (init = {}) => simulation.request('/widget/users/user-1/kyc-status', init);

describe('a queued fault of the API', () => {
  it('answers late, and then truthfully, when only a delay was asked for', async () => {
    await mint(simulation);
    await queue({ endpoint: 'kyc', delayMs: 60 });
    const startedAt = performance.now();
    expect((await kyc()).status).toBe(200);
    expect(performance.now() - startedAt).toBeGreaterThan(50);
  });

  it('hangs until the client gives up, and then serves the next call', async () => {
    await mint(simulation);
    await queue({ endpoint: 'kyc', hang: true });
    await expect(kyc({ signal: AbortSignal.timeout(50) })).rejects.toThrow(/timeout/);
    expect((await kyc()).status).toBe(200);
  });

  it.each([{}, { httpStatus: 502 }])('cuts the connection in the body with %j', async (more) => {
    await mint(simulation);
    await queue({ endpoint: 'kyc', cutOff: true, ...more });
    const response = await kyc();
    await expect(response.text()).rejects.toThrow(/terminated/);
    expect((await kyc()).status).toBe(200);
  });

  it('mints the transaction of a session whose answer is cut off', async () => {
    await queue({ endpoint: 'session', cutOff: true });
    const response = await simulation.send('POST', '/widget/session', ORDER);
    await expect(response.text()).rejects.toThrow();
    const list = () => simulation.request('/control/api/transactions');
    await expect
      .poll(async () => (await (await list()).text()).includes('user-1'), SOON)
      .toBe(true);
  });

  it('takes a share of the calls for as long as it stands', async () => {
    await mint(simulation);
    await queue({ endpoint: 'kyc', rate: 0.5, httpStatus: 502 });
    const statuses = new Set<number>();
    for (let call = 0; call < 40; call += 1) statuses.add((await kyc()).status);
    expect([...statuses].sort()).toEqual([200, 502]);
  });

  it('that would do nothing is refused', async () => {
    expect((await queue({ endpoint: 'kyc' })).status).toBe(400);
  });
});
