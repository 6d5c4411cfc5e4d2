import type { TransactionStatus, TransactionType } from '@/lib/generated/prisma/enums';
import type { TransactionEventView } from '@/lib/transactions/views';

export type StepState = 'done' | 'current' | 'upcoming' | 'failed' | 'cancelled';
export type Step = { name: string; state: StepState };

const names: Record<TransactionType, readonly string[]> = {
  buy: ['Session', 'Payment', 'Delivery', 'Completed'],
  sell: ['Session', 'Deposit', 'Payout', 'Completed'],
};

const PAYMENT_OR_DEPOSIT = 1;
const DELIVERY_OR_PAYOUT = 2;

/**
 * The progress of a transaction as steps. A failed one stopped after its payment or deposit only if
 * the timeline shows that Proof had confirmed `processing` since the last retry.
 */
export function flowSteps(
  type: TransactionType,
  status: TransactionStatus,
  events: readonly TransactionEventView[],
): Step[] {
  const current =
    status === 'processing' || (status !== 'pending' && wasProcessing(events))
      ? DELIVERY_OR_PAYOUT
      : PAYMENT_OR_DEPOSIT;
  return names[type].map((name, index) => ({ name, state: stateOf(index, current, status) }));
}

function stateOf(index: number, current: number, status: TransactionStatus): StepState {
  if (status === 'completed' || index < current) return 'done';
  if (index > current) return 'upcoming';
  return status === 'failed' || status === 'cancelled' ? status : 'current';
}

function wasProcessing(events: readonly TransactionEventView[]): boolean {
  const openFact = events.findLast(
    ({ factOutcome, status }) =>
      factOutcome === 'applied' && (status === 'pending' || status === 'processing'),
  );
  return openFact?.status === 'processing';
}
