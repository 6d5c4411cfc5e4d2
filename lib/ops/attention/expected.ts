const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Proof documents no length. Its older edition says six hours. */
const ASSUMED_DEPOSIT_WINDOW_MS = 6 * HOUR_MS;

/** What an order waits for. */
export type StepName = 'payment' | 'delivery' | 'deposit' | 'payout';

/** A step of an order, and what it means when it takes longer than expected. */
export type Step = { name: StepName; expectedMs: number; reason: string };

/**
 * Proof states no durations, so these are our own. A pending buy that nobody paid for is no step:
 * customers leave, and nothing follows from it.
 */
export function expectedSteps(depositWindowMinutes: number | undefined): Step[] {
  return [
    {
      name: 'payment',
      expectedMs: HOUR_MS,
      reason: 'The widget reported the payment an hour ago, and Proof has not confirmed it.',
    },
    {
      name: 'delivery',
      expectedMs: HOUR_MS,
      reason: 'The payment was captured more than an hour ago, and the crypto is not delivered.',
    },
    {
      name: 'deposit',
      // Some minutes for Proof to end it and for us to learn it.
      expectedMs:
        15 * MINUTE_MS +
        (depositWindowMinutes === undefined
          ? ASSUMED_DEPOSIT_WINDOW_MS
          : depositWindowMinutes * MINUTE_MS),
      reason: 'The time for the deposit is over, and Proof has not ended the order.',
    },
    {
      name: 'payout',
      expectedMs: 24 * HOUR_MS,
      reason: 'The deposit arrived more than a day ago, and the payout is not confirmed.',
    },
  ];
}
