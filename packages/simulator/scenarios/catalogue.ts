import {
  act,
  identity,
  openDeposit,
  type Phases,
  partialDeposit,
  type Scenario,
  setStatus,
  staleMessage,
} from './scenario';

const verification = [identity(4, 'pending', true), identity(4, 'verified', true)];

/** The phases that a scenario does not define. */
export const HAPPY_PATH: Record<'buy' | 'sell', Required<Phases>> = {
  buy: {
    identity: verification,
    payment: [act(4, 'pay')],
    settlement: [act(6, 'complete')],
    aftermath: [],
  },
  sell: {
    identity: verification,
    payment: [openDeposit(2), act(6, 'deposit')],
    settlement: [act(6, 'complete')],
    aftermath: [],
  },
};

const both = (phases: Phases) => ({ buy: phases, sell: phases });
const onlyBuy = (phases: Phases) => ({ buy: phases, sell: null });
const onlySell = (phases: Phases) => ({ buy: null, sell: phases });

const FAILED_THEN_PROCESSING = [act(4, 'fail'), setStatus(4, 'processing')];

/** There is no `.10`, because 100.10 and 100.1 are the same amount. */
export const SCENARIOS: Record<string, Scenario> = {
  happy_path: {
    title: 'Happy path',
    description:
      'The user is verified, the payment or deposit arrives, and the transaction completes.',
    amountEnding: '01',
    ...both({}),
  },
  identity_pending: {
    title: 'Identity pending',
    description: 'The identity check starts and never ends. The transaction stays pending.',
    amountEnding: '02',
    ...both({ identity: [identity(4, 'pending')], payment: [], settlement: [] }),
  },
  identity_failed_then_retried: {
    title: 'Identity failed, then retried',
    description: 'The first identity check fails, the second succeeds, then the happy path.',
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
    description: 'The bank declines the card and the transaction fails.',
    amountEnding: '04',
    ...onlyBuy({ payment: [act(4, 'decline')], settlement: [] }),
  },
  payment_fails_then_succeeds: {
    title: 'Payment fails, then succeeds on retry',
    description:
      'The transaction fails, then goes through pending and processing to completed on the same id.',
    amountEnding: '05',
    ...onlyBuy({ payment: [act(4, 'decline'), act(8, 'retry'), act(4, 'pay')] }),
  },
  succeeds_late: {
    title: 'Succeeds late',
    description: 'The transaction is processing for half an hour before it completes.',
    amountEnding: '06',
    ...both({ settlement: [act(1_800, 'complete')] }),
  },
  cancelled: {
    title: 'Cancelled',
    description: 'The user cancels in the widget before paying.',
    amountEnding: '07',
    ...both({ payment: [act(4, 'cancel')], settlement: [] }),
  },
  deposit_late: {
    title: 'Late deposit',
    description:
      'The deposit window passes and the transaction fails. A later deposit is credited, not converted.',
    amountEnding: '08',
    ...onlySell({
      payment: [openDeposit(2), act('deposit_window', 'expire_deposit_window'), act(60, 'deposit')],
      settlement: [],
    }),
  },
  deposit_partial: {
    title: 'Partial deposit',
    description: '40% of the amount arrives. The setting partialDeposit decides what happens then.',
    amountEnding: '09',
    ...onlySell({
      payment: [openDeposit(2), partialDeposit(6, '0.4')],
      // One of the two is skipped, depending on the setting partialDeposit.
      settlement: [act(6, 'complete'), act('deposit_window', 'expire_deposit_window')],
    }),
  },
  deposit_never: {
    title: 'No deposit',
    description: 'No deposit arrives, and the transaction fails when the window passes.',
    amountEnding: '11',
    ...onlySell({
      payment: [openDeposit(2), act('deposit_window', 'expire_deposit_window')],
      settlement: [],
    }),
  },
  payout_fails: {
    title: 'Payout fails',
    description: 'The deposit arrives, but the payout to the card fails.',
    amountEnding: '12',
    ...onlySell({ settlement: [act(6, 'fail')] }),
  },
  flapping: {
    title: 'Flapping',
    description:
      'The status alternates between processing and failed three times before it is completed.',
    amountEnding: '13',
    ...both({
      settlement: [
        ...FAILED_THEN_PROCESSING,
        ...FAILED_THEN_PROCESSING,
        ...FAILED_THEN_PROCESSING,
        act(4, 'complete'),
      ],
    }),
  },
  completed_then_stale: {
    title: 'Completed, then stale messages',
    description: 'After completed, every channel sends old processing and pending messages again.',
    amountEnding: '14',
    ...both({
      aftermath: [
        staleMessage(2, 'processing'),
        staleMessage(2, 'pending'),
        staleMessage(2, 'processing'),
      ],
    }),
  },
};
