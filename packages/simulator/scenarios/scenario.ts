import type { TransactionAction } from '../core/actions';
import type { Status } from '../core/transaction';
import type { KycStatus } from '../core/user';

/** Seconds at speed 1, counted from the step before, or the length of the deposit window. */
export type Delay = number | 'deposit_window';

/** One thing that happens by itself. All of them are data, so that scenarios can be put together. */
export type Deed =
  | { kind: 'act'; action: TransactionAction }
  | { kind: 'identity'; status: KycStatus; unlessVerified: boolean }
  | { kind: 'open_deposit' }
  | { kind: 'partial_deposit'; share: string }
  /** A status that the ordinary state machine does not lead to from here. */
  | { kind: 'set_status'; status: Status }
  /** An old message, sent again with the status and the time that it had. */
  | { kind: 'stale_message'; status: 'pending' | 'processing' };

export type Step = { after: Delay; deed: Deed };

export const PHASES = ['identity', 'payment', 'settlement', 'aftermath'] as const;
export type Phase = (typeof PHASES)[number];

/** A phase that is left out happens as on the happy path. */
export type Phases = Partial<Record<Phase, Step[]>>;

export type Scenario = {
  title: string;
  description: string;
  /** The two decimals of an amount that choose it, like the numbers of test cards. */
  amountEnding: string;
  buy: Phases | null;
  sell: Phases | null;
};

export const act = (after: Delay, action: TransactionAction): Step => ({
  after,
  deed: { kind: 'act', action },
});

export const identity = (after: Delay, status: KycStatus, unlessVerified = false): Step => ({
  after,
  deed: { kind: 'identity', status, unlessVerified },
});

export const setStatus = (after: Delay, status: Status): Step => ({
  after,
  deed: { kind: 'set_status', status },
});

export const stale = (after: Delay, status: 'pending' | 'processing'): Step => ({
  after,
  deed: { kind: 'stale_message', status },
});

export const openDeposit = (after: Delay): Step => ({ after, deed: { kind: 'open_deposit' } });

export const partialDeposit = (after: Delay, share: string): Step => ({
  after,
  deed: { kind: 'partial_deposit', share },
});
