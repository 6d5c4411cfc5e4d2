import { IllegalActionError, legalActions, type TransactionAction } from '../core/actions';
import { snapshotOf } from '../core/snapshot';
import type { Transaction } from '../core/transaction';
import { stepsOf } from '../scenarios/compose';
import type { World } from '../world';

export type ControlAction = TransactionAction | 'verify_identity';

/** What the provider's hand may do to a transaction now, its user's identity check included. */
function possibleActions(world: World, transaction: Transaction): ControlAction[] {
  const actions = legalActions(transaction, world.clock.nowMs());
  const user = world.store.users.get(transaction.partnerUserId);
  return user && user.kycStatus !== 'verified' ? ['verify_identity', ...actions] : actions;
}

/** @throws IllegalActionError naming the actions that are possible instead. */
export function perform(world: World, transaction: Transaction, action: ControlAction): void {
  const possible = possibleActions(world, transaction);
  if (!possible.includes(action)) {
    throw new IllegalActionError(action, transaction.status, possible);
  }
  if (action !== 'verify_identity') {
    world.provider.act(world.scenarios.release(transaction), action);
    return;
  }
  const user = world.store.users.get(transaction.partnerUserId);
  if (user) world.provider.decideIdentity(user, 'verified');
}

function progressOf({ scenario, type }: Transaction) {
  if (!scenario) return null;
  const { name, next, dueAt } = scenario;
  const nextStepAt = dueAt === null ? null : new Date(dueAt).toISOString();
  return { name, step: next, steps: stepsOf(name, type).length, nextStepAt };
}

/** A transaction as the control API shows it: the API's fields and what only the provider knows. */
export function controlView(world: World, transaction: Transaction) {
  const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
  return {
    ...snapshotOf(transaction),
    partner_user_id: transaction.partnerUserId,
    amount: transaction.amount,
    payment_method: transaction.paymentMethod,
    deposit_address: transaction.depositAddress,
    failure: transaction.failure,
    next_change_at: iso(transaction.scenario ? transaction.scenario.dueAt : transaction.dueAt),
    late_deposit_credited_at: iso(transaction.lateDepositAt),
    kyc_status: world.store.users.get(transaction.partnerUserId)?.kycStatus ?? 'not_started',
    widget_events: transaction.widgetEvents,
    actions: possibleActions(world, transaction),
    scenario: progressOf(transaction),
  };
}

export function newestTransactions(world: World, limit: number): Transaction[] {
  const all = [...world.store.transactions.values()];
  return all.sort((a, b) => b.createdAt - a.createdAt).slice(0, limit);
}
