import { expect, test } from 'vitest';
import {
  applyAction,
  ImpossibleActionError,
  openDeposit,
  possibleActions,
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

test('a paid buy settles automatically and has a crypto amount from processing on', () => {
  const paid = run(pendingBuy, 'pay');
  expect(pendingBuy.cryptoAmount).toBe('');
  expect(paid).toMatchObject({ status: 'processing', cryptoAmount: '100', dueAt: 3_000 });
  expect(run(paid, 'complete')).toMatchObject({ status: 'completed', dueAt: null });
});

test('a declined payment can be retried on the same id', () => {
  const completed = run(pendingBuy, 'decline', 'retry', 'pay', 'complete');
  expect(completed).toMatchObject({ id: 'one', status: 'completed', failure: null });
});

test('a declined payment cannot be retried once the init token has expired', () => {
  const declined = run(pendingBuy, 'decline');
  expect(possibleActions(declined, 9_999)).toEqual(['retry']);
  expect(possibleActions(declined, 10_000)).toEqual([]);
});

test('the deposit window starts again when the deposit address is shown', () => {
  const opened = openDeposit(
    pendingSell,
    { depositAddress: 'T2', cardEnding: '3333' },
    { ...context, nowMs: 5_000 },
  );
  expect(opened).toMatchObject({ status: 'pending', dueAt: 65_000 });
});

test('a deposit after the window is credited once and not converted', () => {
  const late = run(pendingSell, 'expire_deposit_window', 'deposit');
  expect(late).toMatchObject({ status: 'failed', cryptoAmount: '', lateDepositAt: 1_000 });
  expect(() => run(late, 'deposit')).toThrow(ImpossibleActionError);
});

test('nothing leaves completed or cancelled', () => {
  for (const ended of [run(pendingBuy, 'pay', 'complete'), run(pendingSell, 'cancel')]) {
    expect(possibleActions(ended, 0)).toEqual([]);
    for (const action of TRANSACTION_ACTIONS) {
      expect(() => run(ended, action)).toThrow(ImpossibleActionError);
    }
  }
});

test('a captured payment cannot be cancelled', () => {
  expect(() => run(pendingBuy, 'pay', 'cancel')).toThrow(/Possible now: complete, fail/);
});

test('updated_at moves forward with every status, even within one millisecond', () => {
  const times = [run(pendingBuy, 'decline'), run(pendingBuy, 'decline', 'retry', 'pay')];
  expect(times.map((transaction) => transaction.updatedAt)).toEqual([1_001, 1_003]);
});

test('the widget emits paid before completed, and succeeded only for a sell', () => {
  expect(run(pendingBuy, 'pay', 'complete').widgetEvents).toEqual([
    'pending',
    'paid',
    'payment_finished',
  ]);
  expect(run(pendingSell, 'deposit', 'complete').widgetEvents).toEqual(['paid', 'succeeded']);
});
