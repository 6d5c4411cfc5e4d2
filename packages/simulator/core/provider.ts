import type { Clock } from '../clock';
import type { EventLog } from '../events/event-log';
import type { RandomSource } from '../randomness';
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
import { newDepositAddress } from './catalogue';
import { newTransaction, type SessionOrder } from './new-transaction';
import { type FiatCurrency, quote } from './quote';
import { Timers } from './timers';
import type { Transaction } from './transaction';
import { decideIdentity, type KycStatus, newUser, submitIdentity, type User } from './user';

export type StatusListener = (transaction: Transaction) => void;

type Parts = {
  store: Store;
  clock: Clock;
  randomness: RandomSource;
  settings: Settings;
  events: EventLog;
};

/** The simulated company: every change of its records happens here and is told to the listeners. */
export class Provider {
  readonly #parts: Parts;
  readonly #timers: Timers;
  readonly #listeners: StatusListener[] = [];

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#timers = new Timers(parts.clock);
  }

  /** Goes on with everything in the store that was waiting for its moment. */
  resume(): void {
    const { transactions, users } = this.#parts.store;
    for (const transaction of transactions.values()) this.#armTransaction(transaction);
    for (const user of users.values()) this.#armUser(user);
  }

  /** Listeners hear of every change of a status, and of whatever else is announced as if it were one. */
  onStatusChange(listener: StatusListener): void {
    this.#listeners.push(listener);
  }

  announce(transaction: Transaction): void {
    for (const listener of this.#listeners) listener(transaction);
  }

  createTransaction(order: SessionOrder): Transaction {
    const { store, clock, randomness, settings, events } = this.#parts;
    const { partnerUserId, email, type, amount, currency, network } = order;
    if (!store.users.get(partnerUserId)) this.saveUser(newUser(partnerUserId, email));
    const moment = {
      nowMs: clock.nowMs(),
      initTokenMs: settings.initTokenSeconds * 1_000,
      depositWindowMs: settings.depositWindowSeconds * 1_000,
    };
    const transaction = newTransaction(order, moment, randomness.stream('transactions'));
    this.importTransaction(transaction);
    const terms = { partnerUserId, type, amount, currency, network };
    events.record('session.created', { transactionId: transaction.id, ...terms });
    return transaction;
  }

  /** Stores a transaction as it is and tells nobody. */
  importTransaction(transaction: Transaction): void {
    this.#parts.store.transactions.put(transaction.id, transaction);
    this.#armTransaction(transaction);
  }

  /** @throws IllegalActionError when the state machine has no such step from here. */
  act(transaction: Transaction, action: TransactionAction): Transaction {
    return this.#commit(transaction, applyAction(transaction, action, this.#context()), action);
  }

  openDeposit(transaction: Transaction, cardEnding: string): Transaction {
    const randomness = this.#parts.randomness.stream('deposit addresses');
    const depositAddress = newDepositAddress(transaction.network, randomness);
    const opened = openDeposit(transaction, { depositAddress, cardEnding }, this.#context());
    return this.#commit(transaction, opened, 'open_deposit');
  }

  /** Changes fields that no action of the state machine changes; `updated_at` follows a status. */
  change(transaction: Transaction, fields: Partial<Transaction>, cause: string): Transaction {
    const changed = amend(transaction, this.#parts.clock.nowMs(), { told: [], ...fields });
    return this.#commit(transaction, changed, cause);
  }

  changeFiatCurrency(transaction: Transaction, fiatCurrency: FiatCurrency): void {
    const { type, currency, amount } = transaction;
    const fiatAmount = quote(type, currency, amount, fiatCurrency).total;
    this.change(transaction, { fiatCurrency, fiatAmount }, 'change_fiat');
  }

  /** The first visit uses the init token up. */
  recordVisit(transaction: Transaction): void {
    const told = transaction.widgetEvents.length === 0 ? (['new'] as const) : [];
    const change = { initTokenUsed: true, told: [...told] };
    const visited = amend(transaction, this.#parts.clock.nowMs(), change);
    this.#commit(transaction, visited, 'visit');
  }

  submitIdentity(user: User, outcome: 'verified' | 'failed'): void {
    const dueAt = this.#parts.clock.nowMs() + this.#parts.settings.stepSeconds * 1_000;
    this.saveUser(submitIdentity(user, outcome, dueAt));
  }

  decideIdentity(user: User, status: KycStatus): void {
    this.saveUser(decideIdentity(user, status));
  }

  saveUser(user: User): void {
    const { store, events } = this.#parts;
    const before = store.users.get(user.partnerUserId)?.kycStatus ?? 'not_started';
    store.users.put(user.partnerUserId, user);
    this.#armUser(user);
    if (before === user.kycStatus) return;
    const { partnerUserId, kycStatus } = user;
    events.record('identity.status', { partnerUserId, from: before, to: kycStatus });
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

  #commit(before: Transaction, after: Transaction, cause: string): Transaction {
    this.importTransaction(after);
    if (after.status === before.status) return after;
    const { id: transactionId, status: to } = after;
    const change = { transactionId, from: before.status, to, cause };
    this.#parts.events.record('transaction.status', change);
    this.announce(after);
    return after;
  }

  #armTransaction({ id, dueAt, scenario }: Transaction): void {
    this.#timers.set(`transaction ${id}`, scenario ? null : dueAt, () => {
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
