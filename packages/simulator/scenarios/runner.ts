import type { Clock } from '../clock';
import type { Provider } from '../core/provider';
import { Timers } from '../core/timers';
import type { Transaction } from '../core/transaction';
import type { Changes } from '../events/changes';
import type { EventLog } from '../events/event-log';
import type { Settings } from '../settings';
import type { Store } from '../state/store';
import { stepsOf } from './compose';
import { doDeed } from './deeds';
import type { Deed, Delay, Step } from './scenario';

type Parts = {
  store: Store;
  clock: Clock;
  provider: Provider;
  settings: Settings;
  events: EventLog;
  changes: Changes;
};

/** What a person's hand asks for, as far as a script can answer it. */
export type Wish = 'pay' | 'decline' | 'retry' | 'deposit' | 'open_deposit' | 'partial_deposit';

function answers({ deed }: Step, wishes: readonly Wish[]): boolean {
  const name = deed.kind === 'act' ? deed.action : deed.kind;
  return wishes.some((wish) => wish === name);
}

/** Plays the scripts: each step at its time, whether or not anybody looks. */
export class ScenarioRunner {
  readonly #parts: Parts;
  readonly #timers: Timers;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#timers = new Timers(parts.clock);
  }

  resume(): void {
    for (const transaction of this.#parts.store.transactions.values()) this.#arm(transaction);
  }

  stop(): void {
    this.#timers.clear();
  }

  /** @throws UnknownScenarioError, ScenarioTypeError */
  start(transaction: Transaction, name: string): Transaction {
    const steps = stepsOf(name, transaction.type);
    this.#parts.events.record('scenario.started', { transactionId: transaction.id, name });
    return this.#await(transaction, name, steps, 0);
  }

  /** Somebody acts by hand: the script ends here, and what comes is up to them. */
  release(transaction: Transaction): Transaction {
    if (!transaction.scenario) return transaction;
    if (transaction.scenario.dueAt !== null) this.#end(transaction, 'taken over by hand');
    return this.#save({ ...transaction, scenario: null });
  }

  /**
   * A user in the widget does what the script was about to do: it happens now, with the script's
   * outcome. @returns false when the script has nothing like it to come.
   */
  bringForward(transaction: Transaction, wishes: readonly Wish[]): boolean {
    const { scenario } = transaction;
    if (!scenario || scenario.dueAt === null) return false;
    const steps = stepsOf(scenario.name, transaction.type);
    const place = steps.findIndex((step, index) => index >= scenario.next && answers(step, wishes));
    if (place < 0) return false;
    for (let index = scenario.next; index <= place; index += 1) this.#play(transaction.id);
    return true;
  }

  #play(id: string): void {
    const { store, clock, provider, settings } = this.#parts;
    const transaction = store.transactions.get(id);
    if (!transaction?.scenario) return;
    const { name, next } = transaction.scenario;
    const steps = stepsOf(name, transaction.type);
    const step = steps[next];
    if (!step) return;
    const user = store.users.get(transaction.partnerUserId);
    const scene = { provider, settings, nowMs: clock.nowMs(), transaction, user };
    this.#note(transaction, step.deed, doDeed(step.deed, scene));
    const after = store.transactions.get(id);
    if (after) this.#await(after, name, steps, next + 1);
  }

  #await(transaction: Transaction, name: string, steps: Step[], next: number): Transaction {
    const step = steps[next];
    if (!step) this.#end(transaction, 'all steps done');
    const dueAt = step ? this.#parts.clock.nowMs() + this.#delayMs(step.after) : null;
    return this.#save({ ...transaction, scenario: { name, next, dueAt } });
  }

  #save(transaction: Transaction): Transaction {
    this.#parts.provider.importTransaction(transaction);
    this.#parts.changes.publishTransaction(transaction);
    this.#arm(transaction);
    return transaction;
  }

  #arm({ id, scenario }: Transaction): void {
    this.#timers.set(id, scenario?.dueAt ?? null, () => this.#play(id));
  }

  #delayMs(after: Delay): number {
    const { speed, depositWindowSeconds } = this.#parts.settings;
    if (speed === 'instant') return 0;
    return Math.round(
      ((after === 'deposit_window' ? depositWindowSeconds : after) * 1_000) / speed,
    );
  }

  #note({ id }: Transaction, deed: Deed, reason: string | null): void {
    if (reason === null) return;
    this.#parts.events.record('scenario.step_skipped', { transactionId: id, deed, reason });
  }

  #end({ id, scenario }: Transaction, reason: string): void {
    const name = scenario?.name ?? null;
    this.#parts.events.record('scenario.ended', { transactionId: id, name, reason });
  }
}
