import { type Randomness, randomId, randomToken } from '../randomness';
import { partnerWallet } from './assets';
import { quote } from './quote';
import type { Transaction } from './transaction';

export type SessionOrder = {
  partnerUserId: string;
  email: string;
  type: 'buy' | 'sell';
  currency: string;
  network: string;
  amount: string;
  clientIp: string | null;
  redirectUrl: string | null;
};

type Terms = {
  fiatCurrency: string;
  nowMs: number;
  initTokenMs: number;
  depositWindowMs: number;
};

/** The pending transaction of a new session, with a new id and a new init token. */
export function newTransaction(
  order: SessionOrder,
  { fiatCurrency, nowMs, initTokenMs, depositWindowMs }: Terms,
  randomness: Randomness,
): Transaction {
  const { email: _, ...terms } = order;
  return {
    ...terms,
    id: randomId(randomness),
    status: 'pending',
    cryptoAmount: '',
    fiatCurrency,
    fiatAmount: quote(order.type, order.currency, order.amount, fiatCurrency).total,
    address: partnerWallet(order.currency, order.network),
    initToken: randomToken(randomness, 'init'),
    initTokenExpiresAt: nowMs + initTokenMs,
    initTokenUsed: false,
    paymentMethod: null,
    cardEnding: null,
    depositAddress: null,
    lateDepositAt: null,
    failure: null,
    dueAt: order.type === 'sell' ? nowMs + depositWindowMs : null,
    scenario: null,
    widgetEvents: [],
    createdAt: nowMs,
    updatedAt: nowMs,
  };
}
