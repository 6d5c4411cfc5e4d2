import { type Clock, KeyedTimers } from '../clock';
import type { Changes } from '../events/changes';
import type { EventLog } from '../events/event-log';
import type { Provider } from '../provider/provider';
import type { Transaction } from '../provider/transaction';
import type { Settings } from '../settings';
import type { Store } from '../state/store';
import { stepsOf } from './compose';
import { runStep } from './run-step';
import type { Delay, ScenarioStep } from './scenario';

type Dependencies = {
  store: Store;
  clock: Clock;
  provider: Provider;
  settings: Settings;
  events: EventLog;
  changes: Changes;
};

/** What a user does in the widget, as far as a scenario has a step for it. */
export type UserAction =
  | 'pay'
  | 'decline'
  | 'retry'
  | 'deposit'
  | 'open_deposit'
  | 'partial_deposit';

function matches(step: ScenarioStep, actions: readonly UserAction[]): boolean {
  const name = step.kind === 'act' ? step.action : step.kind;
  return actions.some((action) => action === name);
}

/** Runs the steps of each transaction's scenario when they are due. */
export class ScenarioRunner {
  readonly #dependencies: Dependencies;
  readonly #timers: KeyedTimers;

  constructor(dependencies: Dependencies) {
    this.#dependencies = dependencies;
    this.#timers = new KeyedTimers(dependencies.clock);
  }

  resume(): void {
    const { store } = this.#dependencies;
    for (const transaction of store.transactions.values()) this.#schedule(transaction);
  }

  stop(): void {
    this.#timers.clear();
  }

  /** @throws UnknownScenarioError, ScenarioTypeError */
  start(transaction: Transaction, name: string): Transaction {
    const steps = stepsOf(name, transaction.type);
    this.#dependencies.events.record('scenario.started', { transactionId: transaction.id, name });
    return this.#awaitStep(transaction, name, steps, 0);
  }

  /** Ends the scenario because somebody acts on the transaction manually. */
  end(transaction: Transaction): Transaction {
    if (!transaction.scenario) return transaction;
    if (transaction.scenario.dueAt !== null) this.#recordEnd(transaction, 'manual action');
    return this.#save({ ...transaction, scenario: null });
  }

  /**
   * Runs the scenario's steps up to the one that matches what the user does, now and with the
   * scenario's outcome. Returns false when no step matches.
   */
  skipTo(transaction: Transaction, actions: readonly UserAction[]): boolean {
    const { scenario } = transaction;
    if (!scenario || scenario.dueAt === null) return false;
    const steps = stepsOf(scenario.name, transaction.type);
    const target = steps.findIndex(
      (step, index) => index >= scenario.next && matches(step, actions),
    );
    if (target < 0) return false;
    for (let index = scenario.next; index <= target; index += 1) this.#runNext(transaction.id);
    return true;
  }

  #runNext(id: string): void {
    const { store, clock, provider, settings, events } = this.#dependencies;
    const transaction = store.transactions.get(id);
    if (!transaction?.scenario) return;
    const { name, next } = transaction.scenario;
    const steps = stepsOf(name, transaction.type);
    const step = steps[next];
    if (!step) return;
    const user = store.users.get(transaction.partnerUserId);
    const context = { provider, settings, nowMs: clock.nowMs(), transaction, user };
    const reason = runStep(step, context);
    if (reason !== null)
      events.record('scenario.step_skipped', { transactionId: id, step, reason });
    const current = store.transactions.get(id);
    if (current) this.#awaitStep(current, name, steps, next + 1);
  }

  #awaitStep(
    transaction: Transaction,
    name: string,
    steps: ScenarioStep[],
    next: number,
  ): Transaction {
    const step = steps[next];
    if (!step) this.#recordEnd(transaction, 'all steps done');
    const dueAt = step ? this.#dependencies.clock.nowMs() + this.#delayMs(step.after) : null;
    return this.#save({ ...transaction, scenario: { name, next, dueAt } });
  }

  #save(transaction: Transaction): Transaction {
    this.#dependencies.provider.saveTransaction(transaction);
    this.#dependencies.changes.publishTransaction(transaction);
    this.#schedule(transaction);
    return transaction;
  }

  #schedule({ id, scenario }: Transaction): void {
    this.#timers.set(id, scenario?.dueAt ?? null, () => this.#runNext(id));
  }

  #delayMs(after: Delay): number {
    const { speed, depositWindowSeconds } = this.#dependencies.settings;
    if (speed === 'instant') return 0;
    const seconds = after === 'deposit_window' ? depositWindowSeconds : after;
    return Math.round((seconds * 1_000) / speed);
  }

  #recordEnd({ id, scenario }: Transaction, reason: string): void {
    const name = scenario?.name ?? null;
    this.#dependencies.events.record('scenario.ended', { transactionId: id, name, reason });
  }
}
