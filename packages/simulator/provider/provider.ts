import { type Clock, KeyedTimers } from '../clock';
import type { EventLog } from '../events/event-log';
import type { RandomSource } from '../randomness';
import type { Settings } from '../settings';
import type { Store } from '../state/store';
import {
  type ActionContext,
  applyAction,
  applyChange,
  dueAction,
  openDeposit,
  type TransactionAction,
} from './actions';
import { newDepositAddress } from './assets';
import { newTransaction, type SessionOrder } from './new-transaction';
import { quote } from './quote';
import type { Transaction, WidgetEvent } from './transaction';
import { decideIdentity, type KycStatus, newUser, submitIdentity, type User } from './user';
import { UsersByEmail } from './users-by-email';

export type StatusListener = (transaction: Transaction) => void;

type Dependencies = {
  store: Store;
  clock: Clock;
  randomness: RandomSource;
  settings: Settings;
  events: EventLog;
  /** Those that are enabled. Orders begin with the first. */
  fiatCurrencies: readonly string[];
};

/** The simulated provider. It makes every change of a record and notifies the listeners. */
export class Provider {
  readonly #dependencies: Dependencies;
  readonly #timers: KeyedTimers;
  readonly #listeners: StatusListener[] = [];
  readonly #usersByEmail = new UsersByEmail();
  readonly #beforeLastChange = new Map<string, Transaction>();

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
    this.#timers = new KeyedTimers(dependencies.clock);
  }

  /** Schedules what the stored records are waiting for. */
  resume(): void {
    const { transactions, users } = this.#dependencies.store;
    for (const transaction of transactions.values()) this.#scheduleTransaction(transaction);
    for (const user of users.values()) {
      this.#usersByEmail.put(user);
      this.#scheduleUser(user);
    }
  }

  onStatusChange(listener: StatusListener): void {
    this.#listeners.push(listener);
  }

  /** Notifies the listeners as if the status had changed. */
  notify(transaction: Transaction): void {
    for (const listener of this.#listeners) listener(transaction);
  }

  /** The transaction before its status changed last, in this run. */
  beforeLastChange(id: string): Transaction | undefined {
    return this.#beforeLastChange.get(id);
  }

  createTransaction(order: SessionOrder): Transaction {
    const { store, clock, randomness, settings, events, fiatCurrencies } = this.#dependencies;
    const { partnerUserId, email, type, amount, currency, network } = order;
    const user = store.users.get(partnerUserId) ?? newUser(partnerUserId, email);
    // The email address finds the user's identity (contract, "user_email").
    const isKnown = settings.identityByEmail === 'on' && this.#usersByEmail.isVerified(email);
    this.saveUser(isKnown ? decideIdentity({ ...user, email }, 'verified') : { ...user, email });
    const terms = {
      fiatCurrency: fiatCurrencies[0] ?? '',
      nowMs: clock.nowMs(),
      initTokenMs: settings.initTokenSeconds * 1_000,
      depositWindowMs: settings.depositWindowSeconds * 1_000,
    };
    const transaction = newTransaction(order, terms, randomness.stream('transactions'));
    this.saveTransaction(transaction);
    const { fiatCurrency, fiatAmount } = transaction;
    const ordered = { transactionType: type, amount, currency, network, fiatCurrency, fiatAmount };
    events.record('session.created', { transactionId: transaction.id, partnerUserId, ...ordered });
    return transaction;
  }

  /** Stores a transaction without notifying the listeners. */
  saveTransaction(transaction: Transaction): void {
    this.#dependencies.store.transactions.put(transaction.id, transaction);
    this.#scheduleTransaction(transaction);
  }

  /** @throws ImpossibleActionError when the state machine does not allow it */
  act(transaction: Transaction, action: TransactionAction): Transaction {
    return this.#commit(transaction, applyAction(transaction, action, this.#context()), action);
  }

  openDeposit(transaction: Transaction, cardEnding: string): Transaction {
    const randomness = this.#dependencies.randomness.stream('deposit addresses');
    const depositAddress = newDepositAddress(transaction.network, randomness);
    const opened = openDeposit(transaction, { depositAddress, cardEnding }, this.#context());
    return this.#commit(transaction, opened, 'open_deposit');
  }

  /** Changes fields outside the state machine. @param cause for the event log */
  change(transaction: Transaction, fields: Partial<Transaction>, cause: string): Transaction {
    const changed = applyChange(transaction, this.#dependencies.clock.nowMs(), {
      emitted: [],
      ...fields,
    });
    return this.#commit(transaction, changed, cause);
  }

  changeFiatCurrency(transaction: Transaction, fiatCurrency: string): void {
    const { type, currency, amount } = transaction;
    const fiatAmount = quote(type, currency, amount, fiatCurrency).total;
    this.change(transaction, { fiatCurrency, fiatAmount }, 'change_fiat');
  }

  /** The first visit uses up the init token. */
  recordVisit(transaction: Transaction): void {
    const emitted: WidgetEvent[] = transaction.widgetEvents.length === 0 ? ['new'] : [];
    const change = { initTokenUsed: true, emitted };
    const visited = applyChange(transaction, this.#dependencies.clock.nowMs(), change);
    this.#commit(transaction, visited, 'visit');
  }

  submitIdentity(user: User, outcome: 'verified' | 'failed'): void {
    const dueAt =
      this.#dependencies.clock.nowMs() + this.#dependencies.settings.stepSeconds * 1_000;
    this.saveUser(submitIdentity(user, outcome, dueAt));
  }

  decideIdentity(user: User, status: KycStatus): void {
    this.saveUser(decideIdentity(user, status));
  }

  saveUser(user: User): void {
    const { store, events } = this.#dependencies;
    const before = store.users.get(user.partnerUserId)?.kycStatus ?? 'not_started';
    store.users.put(user.partnerUserId, user);
    this.#usersByEmail.put(user);
    this.#scheduleUser(user);
    if (before === user.kycStatus) return;
    const { partnerUserId, kycStatus } = user;
    events.record('identity.status', { partnerUserId, from: before, to: kycStatus });
  }

  stop(): void {
    this.#beforeLastChange.clear();
    this.#usersByEmail.clear();
    this.#timers.clear();
  }

  #context(): ActionContext {
    const { clock, settings } = this.#dependencies;
    return {
      nowMs: clock.nowMs(),
      stepMs: settings.stepSeconds * 1_000,
      depositWindowMs: settings.depositWindowSeconds * 1_000,
    };
  }

  #commit(before: Transaction, after: Transaction, cause: string): Transaction {
    this.saveTransaction(after);
    if (after.status === before.status) return after;
    this.#beforeLastChange.set(after.id, before);
    const { id: transactionId, status: to } = after;
    const { cryptoAmount, fiatCurrency, fiatAmount, paymentMethod } = after;
    const amounts = { cryptoAmount, fiatCurrency, fiatAmount, paymentMethod };
    const change = { transactionId, from: before.status, to, cause, ...amounts };
    this.#dependencies.events.record('transaction.status', change);
    this.notify(after);
    return after;
  }

  #scheduleTransaction({ id, dueAt, scenario }: Transaction): void {
    this.#timers.set(`transaction ${id}`, scenario ? null : dueAt, () => {
      const current = this.#dependencies.store.transactions.get(id);
      if (current) this.act(current, dueAction(current));
    });
  }

  #scheduleUser({ partnerUserId, check }: User): void {
    this.#timers.set(`user ${partnerUserId}`, check?.dueAt ?? null, () => {
      const current = this.#dependencies.store.users.get(partnerUserId);
      if (current?.check) this.decideIdentity(current, current.check.outcome);
    });
  }
}
