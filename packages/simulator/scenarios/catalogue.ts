import {
  act,
  identity,
  openDeposit,
  type Phases,
  partialDeposit,
  type Scenario,
  setStatus,
  stale,
} from './scenario';

const checked = [identity(4, 'pending', true), identity(4, 'verified', true)];

/** What happens in each phase unless a scenario says otherwise. */
export const HAPPY_PATH: Record<'buy' | 'sell', Required<Phases>> = {
  buy: {
    identity: checked,
    payment: [act(4, 'pay')],
    settlement: [act(6, 'complete')],
    aftermath: [],
  },
  sell: {
    identity: checked,
    payment: [openDeposit(2), act(6, 'deposit')],
    settlement: [act(6, 'complete')],
    aftermath: [],
  },
};

const both = (phases: Phases) => ({ buy: phases, sell: phases });
const onlyBuy = (phases: Phases) => ({ buy: phases, sell: null });
const onlySell = (phases: Phases) => ({ buy: null, sell: phases });

const RECONSIDERED = [act(4, 'fail'), setStatus(4, 'processing')];

/** The table of scenarios. `.10` is left out: 100.10 and 100.1 are the same amount. */
export const SCENARIOS: Record<string, Scenario> = {
  happy_path: {
    title: 'Happy path',
    description: 'Identity is verified if it was not, the payment or deposit arrives, completed.',
    amountEnding: '01',
    ...both({}),
  },
  identity_pending: {
    title: 'Identity pending',
    description: 'The identity check starts and does not end; the transaction stays pending.',
    amountEnding: '02',
    ...both({ identity: [identity(4, 'pending')], payment: [], settlement: [] }),
  },
  identity_failed_then_retried: {
    title: 'Identity failed, then retried',
    description: 'The first check fails, the second one succeeds, then the happy path.',
    amountEnding: '03',
    ...both({
      identity: [
        identity(4, 'pending'),
        identity(4, 'failed'),
        identity(8, 'pending'),
        identity(4, 'verified'),
      ],
    }),
  },
  payment_fails: {
    title: 'Payment fails',
    description: 'The bank declines the card: failed.',
    amountEnding: '04',
    ...onlyBuy({ payment: [act(4, 'decline')], settlement: [] }),
  },
  payment_fails_then_succeeds: {
    title: 'Payment fails, then succeeds on retry',
    description: 'failed, then pending, processing and completed on the same id.',
    amountEnding: '05',
    ...onlyBuy({ payment: [act(4, 'decline'), act(8, 'retry'), act(4, 'pay')] }),
  },
  succeeds_late: {
    title: 'Succeeds late',
    description: 'Processing lasts half an hour, then completed.',
    amountEnding: '06',
    ...both({ settlement: [act(1_800, 'complete')] }),
  },
  cancelled: {
    title: 'Cancelled',
    description: 'The user cancels inside the widget before anything is paid.',
    amountEnding: '07',
    ...both({ payment: [act(4, 'cancel')], settlement: [] }),
  },
  deposit_late: {
    title: 'Deposit late',
    description: 'The window passes: failed. The deposit comes after it, credited, not converted.',
    amountEnding: '08',
    ...onlySell({
      payment: [openDeposit(2), act('deposit_window', 'expire_deposit_window'), act(60, 'deposit')],
      settlement: [],
    }),
  },
  deposit_partial: {
    title: 'Deposit partial',
    description: 'Two fifths arrive. The setting partialDeposit says what is made of it.',
    amountEnding: '09',
    ...onlySell({
      payment: [openDeposit(2), partialDeposit(6, '0.4')],
      // Whichever of the two does not fit the answer that was chosen is skipped.
      settlement: [act(6, 'complete'), act('deposit_window', 'expire_deposit_window')],
    }),
  },
  deposit_never: {
    title: 'Deposit never',
    description: 'The deposit address is shown and nothing arrives: failed after the window.',
    amountEnding: '11',
    ...onlySell({
      payment: [openDeposit(2), act('deposit_window', 'expire_deposit_window')],
      settlement: [],
    }),
  },
  payout_fails: {
    title: 'Payout fails',
    description: 'The deposit arrives, the payout to the card does not succeed: failed.',
    amountEnding: '12',
    ...onlySell({ settlement: [act(6, 'fail')] }),
  },
  flapping: {
    title: 'Flapping',
    description: 'processing and failed take turns three times before it is completed.',
    amountEnding: '13',
    ...both({
      settlement: [...RECONSIDERED, ...RECONSIDERED, ...RECONSIDERED, act(4, 'complete')],
    }),
  },
  completed_then_stale: {
    title: 'Completed, then stale messages',
    description: 'After completed, old processing and pending messages come by every channel.',
    amountEnding: '14',
    ...both({ aftermath: [stale(2, 'processing'), stale(2, 'pending'), stale(2, 'processing')] }),
  },
};
