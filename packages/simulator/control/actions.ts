import { ImpossibleActionError, possibleActions, TRANSACTION_ACTIONS } from '../provider/actions';
import type { Transaction } from '../provider/transaction';
import type { Simulator } from '../simulator';

export const CONTROL_ACTIONS = [...TRANSACTION_ACTIONS, 'verify_identity'] as const;
export type ControlAction = (typeof CONTROL_ACTIONS)[number];

export function possibleControlActions(
  simulator: Simulator,
  transaction: Transaction,
): ControlAction[] {
  const actions = possibleActions(transaction, simulator.clock.nowMs());
  const user = simulator.store.users.get(transaction.partnerUserId);
  return user && user.kycStatus !== 'verified' ? ['verify_identity', ...actions] : actions;
}

/** @throws ImpossibleActionError with the actions that are possible */
export function runControlAction(
  simulator: Simulator,
  transaction: Transaction,
  action: ControlAction,
): void {
  const possible = possibleControlActions(simulator, transaction);
  if (!possible.includes(action)) {
    throw new ImpossibleActionError(action, transaction.status, possible);
  }
  if (action !== 'verify_identity') {
    simulator.provider.act(simulator.scenarios.end(transaction), action);
    return;
  }
  const user = simulator.store.users.get(transaction.partnerUserId);
  if (user) simulator.provider.decideIdentity(user, 'verified');
}
