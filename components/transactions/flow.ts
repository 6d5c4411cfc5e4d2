import type { TransactionType } from '@/lib/generated/prisma/enums';
import type { TransactionEventView, TransactionView } from '@/lib/transactions/views';

export type StepState = 'done' | 'current' | 'upcoming' | 'failed' | 'cancelled';
export type Step = { name: string; state: StepState };
export type Progress = Pick<TransactionView, 'type' | 'status' | 'cryptoAmount' | 'funded'>;
type Events = readonly TransactionEventView[];

export const stepNames: Record<TransactionType, readonly [string, string, string, string]> = {
  buy: ['Order', 'Payment', 'Delivery', 'Completed'],
  sell: ['Order', 'Deposit', 'Payout', 'Completed'],
};

const PAYMENT_OR_DEPOSIT = 1;
const DELIVERY_OR_PAYOUT = 2;

/** The progress of a transaction as steps. */
export function flowSteps(progress: Progress, events: Events): Step[] {
  const current = isFunded(progress, events) ? DELIVERY_OR_PAYOUT : PAYMENT_OR_DEPOSIT;
  return stepNames[progress.type].map((name, index) => ({
    name,
    state: stateOf(index, current, progress),
  }));
}

function stateOf(index: number, current: number, { status }: Progress): StepState {
  if (status === 'completed' || index < current) return 'done';
  if (index > current) return 'upcoming';
  return status === 'failed' || status === 'cancelled' ? status : 'current';
}

/**
 * Whether Proof has confirmed the customer's payment or deposit. For a transaction that ended
 * without completing, the evidence is a confirmed `processing`, however long ago and also if its event
 * is removed by now, or an amount of crypto, which Proof fills in from `processing` on. Hints are no
 * evidence.
 */
export function isFunded({ status, cryptoAmount, funded }: Progress, events: Events): boolean {
  if (status === 'pending') return false;
  if (status === 'processing' || status === 'completed') return true;
  return funded || cryptoAmount !== null || events.some(confirmsProcessing);
}

function confirmsProcessing({ factOutcome, status }: TransactionEventView): boolean {
  return factOutcome === 'applied' && status === 'processing';
}

/** The step at which a transaction failed or was cancelled: "Payment", "Payout" and so on. */
export function stepReached(progress: Progress, events: Events): string {
  return stepNames[progress.type][
    isFunded(progress, events) ? DELIVERY_OR_PAYOUT : PAYMENT_OR_DEPOSIT
  ];
}
