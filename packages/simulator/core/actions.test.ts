import { describe, expect, it } from 'vitest';
import {
  applyAction,
  IllegalActionError,
  legalActions,
  openDeposit,
  TRANSACTION_ACTIONS,
  type TransactionAction,
} from './actions';
import type { Transaction } from './transaction';

const context = { nowMs: 1_000, stepMs: 2_000, depositWindowMs: 60_000 };

const pendingBuy: Transaction = {
  id: 'one',
  partnerUserId: 'user-1',
  type: 'buy',
  status: 'pending',
  currency: 'USDT',
  network: 'TRC20',
  amount: '100',
  cryptoAmount: '',
  fiatCurrency: 'EUR',
  fiatAmount: '93.53',
  address: 'T1',
  clientIp: null,
  redirectUrl: null,
  initToken: 'sim_init',
  initTokenExpiresAt: 10_000,
  initTokenUsed: false,
  paymentMethod: null,
  cardEnding: null,
  depositAddress: null,
  lateDepositAt: null,
  failure: null,
  dueAt: null,
  scenario: null,
  widgetEvents: [],
  createdAt: 1_000,
  updatedAt: 1_000,
};
const pendingSell: Transaction = { ...pendingBuy, type: 'sell', dueAt: 61_000 };

function run(transaction: Transaction, ...actions: TransactionAction[]): Transaction {
  return actions.reduce((current, action) => applyAction(current, action, context), transaction);
}

describe('the state machine', () => {
  it('a paid buy settles by itself and names the crypto amount from processing on', () => {
    const paid = run(pendingBuy, 'pay');
    expect(pendingBuy.cryptoAmount).toBe('');
    expect(paid).toMatchObject({ status: 'processing', cryptoAmount: '100', dueAt: 3_000 });
    expect(run(paid, 'complete')).toMatchObject({ status: 'completed', dueAt: null });
  });

  it('a declined payment can be tried again on the same id', () => {
    const completed = run(pendingBuy, 'decline', 'retry', 'pay', 'complete');
    expect(completed).toMatchObject({ id: 'one', status: 'completed', failure: null });
  });

  it('a declined payment cannot be tried again once the init token has expired', () => {
    const declined = run(pendingBuy, 'decline');
    expect(legalActions(declined, 9_999)).toEqual(['retry']);
    expect(legalActions(declined, 10_000)).toEqual([]);
  });

  it('the deposit window starts anew when the deposit address is shown', () => {
    const opened = openDeposit(
      pendingSell,
      { depositAddress: 'T2', cardEnding: '3333' },
      { ...context, nowMs: 5_000 },
    );
    expect(opened).toMatchObject({ status: 'pending', dueAt: 65_000 });
  });

  it('a deposit after the window is credited once and converts nothing', () => {
    const late = run(pendingSell, 'expire_deposit_window', 'deposit');
    expect(late).toMatchObject({ status: 'failed', cryptoAmount: '', lateDepositAt: 1_000 });
    expect(() => run(late, 'deposit')).toThrow(IllegalActionError);
  });

  it('nothing leaves completed or cancelled', () => {
    for (const ended of [run(pendingBuy, 'pay', 'complete'), run(pendingSell, 'cancel')]) {
      expect(legalActions(ended, 0)).toEqual([]);
      for (const action of TRANSACTION_ACTIONS) {
        expect(() => run(ended, action)).toThrow(IllegalActionError);
      }
    }
  });

  it('nobody can cancel once the payment is captured', () => {
    expect(() => run(pendingBuy, 'pay', 'cancel')).toThrow(/Possible now: complete, fail/);
  });

  it('updated_at moves forward with every status, even within one millisecond', () => {
    const times = [run(pendingBuy, 'decline'), run(pendingBuy, 'decline', 'retry', 'pay')];
    expect(times.map((transaction) => transaction.updatedAt)).toEqual([1_001, 1_003]);
  });

  it('tells the page paid before completed, and speaks of succeeded for a sell only', () => {
    expect(run(pendingBuy, 'pay', 'complete').widgetEvents).toEqual([
      'pending',
      'paid',
      'payment_finished',
    ]);
    expect(run(pendingSell, 'deposit', 'complete').widgetEvents).toEqual(['paid', 'succeeded']);
  });
});
