import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { act, errorAnswer, mint, statusOf } from '../testing/answers';
import { read, type Simulation, SOON, simulate } from '../testing/running-simulator';
import { advance, beginFrozen, START_MS } from '../testing/steering';
import { clockAnswerSchema } from './answers';

let simulation: Simulation;

beforeEach(async () => {
  simulation = await simulate({ stepSeconds: 2 });
});
afterEach(() => simulation.dispose());

const clock = async () => read(await simulation.request('/control/api/clock'), clockAnswerSchema);

describe('moving the clock', () => {
  it('a six-hour deposit window passes in milliseconds, at its own moment', async () => {
    await beginFrozen(simulation);
    const { merchant_transaction_id: id } = await mint(simulation, { type: 'sell' });
    await advance(simulation, 'PT5H59M59S');
    expect(await statusOf(simulation, id)).toBe('pending');
    const startedAt = performance.now();
    await advance(simulation, 'PT1H');
    expect(performance.now() - startedAt).toBeLessThan(1_000);
    const answer = await simulation.request(`/widget/transactions/${id}`);
    expect(await answer.json()).toMatchObject({
      status: 'failed',
      updated_at: '2026-04-01T16:00:00.000Z',
    });
  });

  it('an init token expires, so that a declined payment cannot be tried again', async () => {
    const { merchant_transaction_id: id } = await mint(simulation);
    await act(simulation, id, 'decline');
    await advance(simulation, 3_600);
    expect((await act(simulation, id, 'retry')).status).toBe(409);
  });

  it('a running clock goes on from where it was moved to', async () => {
    const { merchant_transaction_id: id } = await mint(simulation);
    await act(simulation, id, 'pay');
    await advance(simulation, 'P1D');
    expect(await statusOf(simulation, id)).toBe('completed');
    const { offsetMs, frozen } = await clock();
    expect([Math.round(offsetMs / 3_600_000), frozen]).toEqual([24, false]);
  });

  it('keeps its offset over a restart, and stands still again if it stood still', async () => {
    await advance(simulation, 'P1D');
    await simulation.restart();
    expect(Math.round((await clock()).offsetMs / 3_600_000)).toBe(24);
    await beginFrozen(simulation);
    await simulation.restart();
    expect(await clock()).toMatchObject({ nowMs: START_MS, frozen: true });
  });

  it('what is due at once happens although the clock stands still', async () => {
    await beginFrozen(simulation);
    await simulation.send('PATCH', '/control/api/settings', { stepSeconds: 0 });
    const { merchant_transaction_id: id } = await mint(simulation);
    await act(simulation, id, 'pay');
    await expect.poll(() => statusOf(simulation, id), SOON).toBe('completed');
  });

  it.each([
    [{}, 400],
    [{ advance: -1 }, 400],
    [{ advance: 'P1M' }, 400],
    [{ advance: 1, nowMs: 4e12 }, 400],
    [{ nowMs: 0 }, 409],
  ])('refuses %j with %i and a reason', async (body, status) => {
    const response = await simulation.send('POST', '/control/api/clock', body);
    expect(response.status).toBe(status);
    expect((await read(response, errorAnswer)).message).not.toBe('');
  });
});
