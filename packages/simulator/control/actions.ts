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
  if (kycStatusOf(simulator, transaction) === 'verified') return actions;
  return ['verify_identity', ...actions.filter((action) => !needsIdentity(transaction, action))];
}

/** A seller gets the deposit address after the identity check only. */
function needsIdentity({ type }: Transaction, action: ControlAction): boolean {
  return type === 'sell' && (action === 'deposit' || action === 'complete');
}

function kycStatusOf({ store }: Simulator, { partnerUserId }: Transaction) {
  return store.users.get(partnerUserId)?.kycStatus ?? 'not_started';
}

/** @throws ImpossibleActionError with the actions that are possible */
export function runControlAction(
  simulator: Simulator,
  transaction: Transaction,
  action: ControlAction,
): void {
  const possible = possibleControlActions(simulator, transaction);
  if (!possible.includes(action)) {
    const kycStatus = kycStatusOf(simulator, transaction);
    const what =
      needsIdentity(transaction, action) && kycStatus !== 'verified'
        ? `the seller’s identity is ${kycStatus}`
        : `the transaction is ${transaction.status}`;
    throw new ImpossibleActionError(action, what, possible);
  }
  if (action !== 'verify_identity') {
    simulator.provider.act(simulator.scenarios.end(transaction), action);
    return;
  }
  const user = simulator.store.users.get(transaction.partnerUserId);
  if (user) simulator.provider.decideIdentity(user, 'verified');
}
