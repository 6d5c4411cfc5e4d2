import type {
  TransactionEventView,
  TransactionStatus,
  TransactionType,
} from '@/lib/transactions/schema';

export type StepState = 'done' | 'current' | 'ahead' | 'failed' | 'cancelled';
export type Step = { name: string; state: StepState };

const names: Record<TransactionType, readonly string[]> = {
  buy: ['Session', 'Payment', 'Delivery', 'Completed'],
  sell: ['Session', 'Deposit', 'Payout', 'Completed'],
};

/** The step that a transaction is at in each open status; ended ones stopped at one of these. */
const PAYMENT_OR_DEPOSIT = 1;
const DELIVERY_OR_PAYOUT = 2;

/**
 * The flow of a transaction as steps. Where a failed one stopped is in its timeline: past the
 * payment or deposit only if Proof had confirmed `processing` since the last retry.
 */
export function flowSteps(
  type: TransactionType,
  status: TransactionStatus,
  events: readonly TransactionEventView[],
): Step[] {
  const at =
    status === 'processing' || (status !== 'pending' && wasProcessing(events))
      ? DELIVERY_OR_PAYOUT
      : PAYMENT_OR_DEPOSIT;
  return names[type].map((name, index) => ({ name, state: stateOf(index, at, status) }));
}

function stateOf(index: number, at: number, status: TransactionStatus): StepState {
  if (status === 'completed' || index < at) return 'done';
  if (index > at) return 'ahead';
  return status === 'failed' || status === 'cancelled' ? status : 'current';
}

function wasProcessing(events: readonly TransactionEventView[]): boolean {
  const openFact = events.findLast(
    ({ factOutcome, status }) =>
      factOutcome === 'applied' && (status === 'pending' || status === 'processing'),
  );
  return openFact?.status === 'processing';
}
