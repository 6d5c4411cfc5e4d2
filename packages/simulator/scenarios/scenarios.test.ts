import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { errorAnswer, mint, statusOf } from '../testing/answers';
import { read, type Simulation, SOON, simulate } from '../testing/running-simulator';
import { advance, beginFrozen, eventsOf, launch } from '../testing/steering';
import { FAILING_CARD, headingOf, PAYING_CARD, WidgetClient } from '../testing/widget-client';

let simulation: Simulation;

beforeEach(async () => {
  simulation = await simulate();
  await beginFrozen(simulation);
});
afterEach(() => simulation.dispose());

/** Identity and transaction statuses in the order in which they came. */
async function history(): Promise<string> {
  const events = await eventsOf(simulation);
  const told = events.filter(({ type }) => type.endsWith('.status'));
  return told.map(({ to }) => String(to)).join(' ');
}

const VERIFIED = 'pending verified';

describe('a scenario happens by itself', () => {
  it.each([
    ['happy_path', 'buy', `${VERIFIED} processing completed`],
    ['happy_path', 'sell', `${VERIFIED} processing completed`],
    ['identity_pending', 'buy', 'pending'],
    ['identity_pending', 'sell', 'pending'],
    ['identity_failed_then_retried', 'buy', `pending failed ${VERIFIED} processing completed`],
    ['identity_failed_then_retried', 'sell', `pending failed ${VERIFIED} processing completed`],
    ['payment_fails', 'buy', `${VERIFIED} failed`],
    ['payment_fails_then_succeeds', 'buy', `${VERIFIED} failed pending processing completed`],
    ['succeeds_late', 'buy', `${VERIFIED} processing completed`],
    ['succeeds_late', 'sell', `${VERIFIED} processing completed`],
    ['cancelled', 'buy', `${VERIFIED} cancelled`],
    ['cancelled', 'sell', `${VERIFIED} cancelled`],
    ['deposit_late', 'sell', `${VERIFIED} failed`],
    ['deposit_partial', 'sell', `${VERIFIED} failed`],
    ['deposit_never', 'sell', `${VERIFIED} failed`],
    ['payout_fails', 'sell', `${VERIFIED} processing failed`],
    ['flapping', 'buy', `${VERIFIED} processing${' failed processing'.repeat(3)} completed`],
    ['flapping', 'sell', `${VERIFIED} processing${' failed processing'.repeat(3)} completed`],
    ['completed_then_stale', 'buy', `${VERIFIED} processing completed`],
    ['completed_then_stale', 'sell', `${VERIFIED} processing completed`],
    [
      'identity_failed_then_retried+payout_fails',
      'sell',
      `pending failed ${VERIFIED} processing failed`,
    ],
  ])('%s of a %s', async (name, type, expected) => {
    await launch(simulation, name, { type });
    await advance(simulation, 'P1D');
    expect(await history()).toBe(expected);
  });

  it('takes the time that its steps say, divided by the speed', async () => {
    await simulation.send('PATCH', '/control/api/settings', { speed: 10 });
    const { merchant_transaction_id: id } = await launch(simulation, 'succeeds_late');
    await advance(simulation, 1.2);
    expect(await statusOf(simulation, id)).toBe('processing');
    await advance(simulation, 179);
    expect(await statusOf(simulation, id)).toBe('processing');
    await advance(simulation, 1);
    expect(await statusOf(simulation, id)).toBe('completed');
  });

  it('is over at once with instant speed, even while the clock stands still', async () => {
    await simulation.send('PATCH', '/control/api/settings', { speed: 'instant' });
    const { merchant_transaction_id: id } = await launch(simulation, 'deposit_never');
    await expect.poll(() => statusOf(simulation, id), SOON).toBe('failed');
  });

  it('goes on after a restart where it stood', async () => {
    const { merchant_transaction_id: id } = await launch(simulation, 'payment_fails_then_succeeds');
    await advance(simulation, 12);
    expect(await statusOf(simulation, id)).toBe('failed');
    await simulation.restart();
    await advance(simulation, 8);
    expect(await statusOf(simulation, id)).toBe('pending');
    await advance(simulation, 10);
    expect(await statusOf(simulation, id)).toBe('completed');
  });

  it.each([
    ['waits', 'failed', ''],
    ['converts', 'completed', '40'],
  ])('a partial deposit %s, as the setting says', async (partialDeposit, status, amount) => {
    await simulation.send('PATCH', '/control/api/settings', { partialDeposit });
    const { merchant_transaction_id: id } = await launch(simulation, 'deposit_partial');
    await advance(simulation, 'PT7H');
    const answer = await simulation.request(`/widget/transactions/${id}`);
    expect(await answer.json()).toMatchObject({ status, crypto_amount: amount });
  });
});

describe('a scenario is chosen', () => {
  it.each([
    ['by the amount', { amount: '25.04' }, 'payment_fails'],
    ['by a tag of the e-mail', { user_email: 'ann+cancelled@example.com' }, 'cancelled'],
    ['by joined tags', { user_email: 'a+flapping+cancelled@example.com' }, 'flapping+cancelled'],
    [
      'by the e-mail before the amount',
      { user_email: 'a+cancelled@x.org', amount: '1.04' },
      'cancelled',
    ],
    ['by no amount without exactly two decimals', { amount: '25.040' }, null],
    ['by no tag that is not a scenario', { user_email: 'ann+news@example.com' }, null],
    ['by no amount whose scenario suits the other type', { amount: '25.12' }, null],
  ])('%s', async (_, order, expected) => {
    const { merchant_transaction_id: id } = await mint(simulation, order);
    const answer = await simulation.request(`/control/api/transactions/${id}`);
    const { scenario } = await answer.json();
    expect(scenario?.name ?? null).toBe(expected);
  });

  it('for the next session of a user, once', async () => {
    const path = '/control/api/users/user-1/next-scenario';
    await simulation.send('PUT', path, { scenario: 'cancelled' });
    const first = await mint(simulation);
    const second = await mint(simulation);
    await advance(simulation, 'PT1H');
    expect(await statusOf(simulation, first.merchant_transaction_id)).toBe('cancelled');
    expect(await statusOf(simulation, second.merchant_transaction_id)).toBe('pending');
  });

  it('on a transaction that is there already', async () => {
    const { merchant_transaction_id: id } = await mint(simulation);
    await launch(simulation, 'payment_fails', { transaction_id: id });
    await advance(simulation, 'PT1H');
    expect(await statusOf(simulation, id)).toBe('failed');
  });

  it('an unknown name is answered with the known ones, an unfit one with the reason', async () => {
    const unknown = await simulation.send('POST', '/control/api/scenarios/nonsense/launch', {});
    expect(unknown.status).toBe(404);
    expect((await read(unknown, errorAnswer)).message).toMatch(/happy_path, .*payout_fails/);
    const path = '/control/api/scenarios/payout_fails/launch';
    const unfit = await simulation.send('POST', path, { type: 'buy' });
    expect(unfit.status).toBe(409);
    expect((await read(unfit, errorAnswer)).message).toContain('cannot happen to a buy');
  });
});

describe('a hand in a scenario', () => {
  it('paying in the widget brings the payment of the script forward, with its outcome', async () => {
    await simulation.send('PUT', '/control/api/users/user-1', { kyc_status: 'verified' });
    const session = await mint(simulation, { amount: '100.05' });
    const widget = await WidgetClient.open(simulation, session);
    await widget.submit('accept-quote');
    await widget.submit('choose-method');
    expect(headingOf(await widget.submit('send-card', PAYING_CARD))).toBe('Payment declined');
    await widget.submit('retry-payment');
    await widget.submit('choose-method');
    await widget.submit('send-card', FAILING_CARD);
    expect(await statusOf(simulation, session.merchant_transaction_id)).toBe('processing');
  });

  it('any other step ends the script', async () => {
    const { merchant_transaction_id: id } = await launch(simulation, 'happy_path');
    const path = `/control/api/transactions/${id}/actions`;
    await simulation.send('POST', path, { action: 'decline' });
    await advance(simulation, 'P1D');
    expect(await statusOf(simulation, id)).toBe('failed');
  });
});
