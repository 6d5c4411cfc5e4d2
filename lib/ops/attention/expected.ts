import type { TransactionStatus, TransactionType } from '../../generated/prisma/enums';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Proof documents no length. Its older edition says six hours. */
const ASSUMED_DEPOSIT_WINDOW_MS = 6 * HOUR_MS;

/** A step of an order that somebody waits for, and when it is longer than usual. */
export type Step = {
  type: TransactionType;
  status: Extract<TransactionStatus, 'pending' | 'processing'>;
  /** What the customer reported, for a step that only they know of. */
  reportedStatus?: string;
  expectedMs: number;
  reason: string;
};

/**
 * Proof states no durations, so these are our own. A pending buy that nobody paid for is no step:
 * customers leave, and nothing follows from it.
 */
export function expectedSteps(depositWindowMinutes: number | undefined): Step[] {
  return [
    {
      ...{ type: 'buy', status: 'pending', reportedStatus: 'paid' },
      expectedMs: HOUR_MS,
      reason: 'The customer paid in the widget, and Proof has not confirmed it for an hour.',
    },
    {
      ...{ type: 'buy', status: 'processing' },
      expectedMs: HOUR_MS,
      reason: 'The payment was captured more than an hour ago, and the crypto is not delivered.',
    },
    {
      ...{ type: 'sell', status: 'pending' },
      // Some minutes for Proof to end it and for us to learn it.
      expectedMs:
        15 * MINUTE_MS +
        (depositWindowMinutes === undefined
          ? ASSUMED_DEPOSIT_WINDOW_MS
          : depositWindowMinutes * MINUTE_MS),
      reason: 'The time for the deposit is over, and Proof has not ended the order.',
    },
    {
      ...{ type: 'sell', status: 'processing' },
      expectedMs: 24 * HOUR_MS,
      reason: 'The deposit arrived more than a day ago, and the payout is not confirmed.',
    },
  ];
}
