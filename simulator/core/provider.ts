import type { Clock } from '../clock';
import { type Randomness, randomId, randomToken } from '../randomness';
import type { Settings } from '../settings';
import type { Store } from '../state/store';
import {
  type ActionContext,
  amend,
  applyAction,
  dueAction,
  openDeposit,
  type TransactionAction,
} from './actions';
import { newDepositAddress, partnerWallet } from './catalogue';
import { type FiatCurrency, quote } from './quote';
import { Timers } from './timers';
import type { Transaction } from './transaction';
import { decideIdentity, type KycStatus, newUser, submitIdentity, type User } from './user';

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

export type StatusListener = (transaction: Transaction) => void;

type Parts = { store: Store; clock: Clock; randomness: Randomness; settings: Settings };

/** The simulated company: every change of its records happens here and is told to the listeners. */
export class Provider {
  readonly #parts: Parts;
  readonly #timers: Timers;
  readonly #listeners: StatusListener[] = [];

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#timers = new Timers(parts.clock);
    for (const transaction of parts.store.transactions.values()) this.#armTransaction(transaction);
    for (const user of parts.store.users.values()) this.#armUser(user);
  }

  onStatusChange(listener: StatusListener): void {
    this.#listeners.push(listener);
  }

  createTransaction(order: SessionOrder): Transaction {
    const { store, clock, randomness, settings } = this.#parts;
    const { partnerUserId, email, ...terms } = order;
    const nowMs = clock.nowMs();
    if (!store.users.get(partnerUserId)) this.saveUser(newUser(partnerUserId, email));
    const transaction: Transaction = {
      ...terms,
      id: randomId(randomness),
      partnerUserId,
      status: 'pending',
      cryptoAmount: '',
      fiatCurrency: 'EUR',
      fiatAmount: quote(order.type, order.currency, order.amount, 'EUR').total,
      address: partnerWallet(order.currency, order.network),
      initToken: randomToken(randomness, 'init'),
      initTokenExpiresAt: nowMs + settings.initTokenSeconds * 1_000,
      initTokenUsed: false,
      paymentMethod: null,
      cardEnding: null,
      depositAddress: null,
      lateDepositAt: null,
      failure: null,
      dueAt: order.type === 'sell' ? nowMs + settings.depositWindowSeconds * 1_000 : null,
      widgetEvents: [],
      createdAt: nowMs,
      updatedAt: nowMs,
    };
    this.importTransaction(transaction);
    return transaction;
  }

  /** Stores a transaction as it is and tells nobody. */
  importTransaction(transaction: Transaction): void {
    this.#parts.store.transactions.put(transaction.id, transaction);
    this.#armTransaction(transaction);
  }

  /** @throws IllegalActionError when the state machine has no such step from here. */
  act(transaction: Transaction, action: TransactionAction): Transaction {
    return this.#commit(transaction, applyAction(transaction, action, this.#context()));
  }

  openDeposit(transaction: Transaction, cardEnding: string): Transaction {
    const depositAddress = newDepositAddress(transaction.network, this.#parts.randomness);
    const opened = { depositAddress, cardEnding };
    return this.#commit(transaction, openDeposit(transaction, opened, this.#context()));
  }

  /** The card is remembered before the bank's answer, so that every outcome can name it. */
  recordCardAnswer(
    transaction: Transaction,
    cardEnding: string,
    action: 'pay' | 'decline',
  ): Transaction {
    return this.act({ ...transaction, cardEnding }, action);
  }

  changeFiatCurrency(transaction: Transaction, fiatCurrency: FiatCurrency): void {
    const { type, currency, amount } = transaction;
    const fiatAmount = quote(type, currency, amount, fiatCurrency).total;
    const change = { fiatCurrency, fiatAmount, told: [] };
    this.#commit(transaction, amend(transaction, this.#parts.clock.nowMs(), change));
  }

  /** The first visit uses the init token up. */
  recordVisit(transaction: Transaction): void {
    const told = transaction.widgetEvents.length === 0 ? (['new'] as const) : [];
    const change = { initTokenUsed: true, told: [...told] };
    this.#commit(transaction, amend(transaction, this.#parts.clock.nowMs(), change));
  }

  submitIdentity(user: User, outcome: 'verified' | 'failed'): void {
    const dueAt = this.#parts.clock.nowMs() + this.#parts.settings.stepSeconds * 1_000;
    this.saveUser(submitIdentity(user, outcome, dueAt));
  }

  decideIdentity(user: User, status: KycStatus): void {
    this.saveUser(decideIdentity(user, status));
  }

  saveUser(user: User): void {
    this.#parts.store.users.put(user.partnerUserId, user);
    this.#armUser(user);
  }

  /** Stops everything that would happen by itself. */
  stop(): void {
    this.#timers.clear();
  }

  #context(): ActionContext {
    const { clock, settings } = this.#parts;
    return {
      nowMs: clock.nowMs(),
      stepMs: settings.stepSeconds * 1_000,
      depositWindowMs: settings.depositWindowSeconds * 1_000,
    };
  }

  #commit(before: Transaction, after: Transaction): Transaction {
    this.importTransaction(after);
    if (after.status !== before.status) for (const listener of this.#listeners) listener(after);
    return after;
  }

  #armTransaction({ id, dueAt }: Transaction): void {
    this.#timers.set(`transaction ${id}`, dueAt, () => {
      const current = this.#parts.store.transactions.get(id);
      if (current) this.act(current, dueAction(current));
    });
  }

  #armUser({ partnerUserId, check }: User): void {
    this.#timers.set(`user ${partnerUserId}`, check?.dueAt ?? null, () => {
      const current = this.#parts.store.users.get(partnerUserId);
      if (current?.check) this.decideIdentity(current, current.check.outcome);
    });
  }
}
