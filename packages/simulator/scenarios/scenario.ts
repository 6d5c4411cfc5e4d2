import type { TransactionAction } from '../provider/actions';
import type { Status } from '../provider/transaction';
import type { KycStatus } from '../provider/user';

/** Seconds after the previous step at speed 1, or the length of the deposit window. */
export type Delay = number | 'deposit_window';

/** What happens in a step. Steps are data, so that scenarios can be combined. */
export type StepAction =
  | { kind: 'act'; action: TransactionAction }
  | { kind: 'identity'; status: KycStatus; unlessVerified: boolean }
  | { kind: 'open_deposit' }
  | { kind: 'partial_deposit'; share: string }
  /** Sets a status that the state machine does not allow from here. */
  | { kind: 'set_status'; status: Status }
  /** Sends an old message again, with its old status and time. */
  | { kind: 'stale_message'; status: 'pending' | 'processing' };

export type ScenarioStep = StepAction & { after: Delay };

export const PHASES = ['identity', 'payment', 'settlement', 'aftermath'] as const;
export type Phase = (typeof PHASES)[number];

/** A phase that is left out runs as on the happy path. */
export type Phases = Partial<Record<Phase, ScenarioStep[]>>;

export type Scenario = {
  title: string;
  description: string;
  /** The two decimals of an amount that choose the scenario, as test card numbers do. */
  amountEnding: string;
  buy: Phases | null;
  sell: Phases | null;
};

export const act = (after: Delay, action: TransactionAction): ScenarioStep => ({
  kind: 'act',
  action,
  after,
});

export const identity = (
  after: Delay,
  status: KycStatus,
  unlessVerified = false,
): ScenarioStep => ({ kind: 'identity', status, unlessVerified, after });

export const setStatus = (after: Delay, status: Status): ScenarioStep => ({
  kind: 'set_status',
  status,
  after,
});

export const staleMessage = (after: Delay, status: 'pending' | 'processing'): ScenarioStep => ({
  kind: 'stale_message',
  status,
  after,
});

export const openDeposit = (after: Delay): ScenarioStep => ({ kind: 'open_deposit', after });

export const partialDeposit = (after: Delay, share: string): ScenarioStep => ({
  kind: 'partial_deposit',
  share,
  after,
});
