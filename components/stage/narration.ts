import { describeTransaction } from '@/components/transactions/describe-transaction';
import type { StoryKey } from '@/lib/stage/stories';
import type { TransactionEventView, TransactionView } from '@/lib/transactions/views';

/** One large line about what happens, and one about why nothing breaks. */
export type Narration = { line: string; why: string; over: boolean };

/** How far the story is, as the app's own feed tells it. */
type Moment =
  | 'ordering'
  | 'ordered'
  | 'awaiting_deposit'
  | 'funded'
  | 'failed'
  | 'retried'
  | 'completed'
  | 'stale_message'
  | 'cancelled';

type Telling = Record<'line' | 'why', string>;
type Details = { crypto: string; fiat: string };
type Story = { [Told in Moment]?: (details: Details) => Telling };

const completedOnce: Telling = {
  line: 'Completed.',
  why: 'Each step was recorded once, and the balance changed once.',
};

const common: Record<Moment, (details: Details) => Telling> = {
  ordering: () => ({
    line: 'The customer places an order.',
    why: 'The app stores the order before the payment window opens, so none can be lost.',
  }),
  ordered: () => ({
    line: 'The payment window of Proof is open.',
    why: 'The card number goes to Proof only. The app never sees it.',
  }),
  awaiting_deposit: ({ crypto }) => ({
    line: `The customer sends ${crypto} to the deposit address.`,
    why: "The order's page shows the address too, so closing the payment window loses nothing.",
  }),
  failed: () => ({
    line: 'The order has failed.',
    why: "The order's page says at which step, and what the customer can do.",
  }),
  retried: () => ({
    line: 'The customer tries again.',
    why: 'It is still the same order, with the same ID.',
  }),
  funded: () => ({
    line: 'Proof has the money.',
    why: 'A webhook is only a hint: the app asked Proof before it changed anything.',
  }),
  completed: () => completedOnce,
  cancelled: () => ({
    line: 'The customer cancelled the order.',
    why: 'Nothing was charged, and a new order is one click away.',
  }),
  stale_message: () => completedOnce,
};

const told: Record<StoryKey, Story> = {
  sell: {
    ordering: () => ({
      line: 'A customer sells crypto, to be paid on a card.',
      why: 'The app stores the order before the payment window opens, so none can be lost.',
    }),
    funded: ({ crypto }) => ({
      line: `${crypto} arrived. Proof sends the payout.`,
      why: 'The webhook was only a hint: the app asked Proof before it changed anything.',
    }),
    completed: ({ fiat }) => ({
      line: `${fiat} is on its way to the card.`,
      why: 'Selling uses the same path as buying. Each step was recorded once.',
    }),
  },
  declined: {
    failed: () => ({
      line: 'The bank declines the card.',
      why: 'Nothing was charged, so the same order can be paid again.',
    }),
    retried: () => ({
      line: 'The customer uses another card.',
      why: 'It is still the same order, with the same ID. Nothing is paid twice.',
    }),
    completed: ({ crypto }) => ({
      line: `${crypto} is delivered after all.`,
      why: 'A failed order can still complete, and the history shows every step.',
    }),
  },
  lost_webhook: {
    ordering: () => ({
      line: 'Every webhook and every WebSocket message is dropped.',
      why: 'Nobody is told. The connection stays open, so nothing looks broken.',
    }),
    ordered: () => ({
      line: 'The customer pays. Watch the messages on the right.',
      why: 'Proof sends its messages, and none of them arrives.',
    }),
    funded: () => ({
      line: 'The page turns anyway.',
      why: 'The app asked Proof by itself. No webhook arrived.',
    }),
    completed: ({ crypto }) => ({
      line: `${crypto} is delivered, without a single message.`,
      why: 'Confirmed by asking Proof. The timeline on the phone says so.',
    }),
  },
  flood: {
    ordering: () => ({
      line: 'Proof sends each message 50 times.',
      why: 'Repeated messages are normal after an incident at a provider.',
    }),
    funded: () => ({
      line: 'Fifty messages say the same. The order changes once.',
      why: 'The app answers each of them, and asks Proof at most once a second.',
    }),
    completed: () => ({
      line: 'Completed, once.',
      why: 'The crypto is added to the balance once, however many messages say so.',
    }),
    stale_message: () => ({
      line: 'Old messages arrive after the end. The order stays completed.',
      why: 'A message cannot move an order back. Only what Proof confirms can change it.',
    }),
  },
};

/** Tells where the story is. `transaction` is null until the order is placed. */
export function narrate(
  story: StoryKey,
  transaction: TransactionView | null,
  events: readonly TransactionEventView[],
): Narration {
  const moment = momentOf(transaction, events);
  const completed = moment === 'stale_message' ? told[story].completed : undefined;
  const tell = told[story][moment] ?? completed ?? common[moment];
  const described = transaction && describeTransaction(transaction);
  const details = { crypto: described?.crypto ?? '', fiat: described?.fiat ?? 'The money' };
  const over = transaction?.status === 'completed' || transaction?.status === 'cancelled';
  return { ...tell(details), over };
}

function momentOf(
  transaction: TransactionView | null,
  events: readonly TransactionEventView[],
): Moment {
  if (!transaction) return 'ordering';
  const { status, depositAddress } = transaction;
  if (status === 'processing') return 'funded';
  if (status === 'completed') return isContradicted(events) ? 'stale_message' : 'completed';
  if (status !== 'pending') return status;
  if (events.some((event) => event.factOutcome === 'applied' && event.status === 'failed'))
    return 'retried';
  return depositAddress === null ? 'ordered' : 'awaiting_deposit';
}

/** Whether a message claimed an older status after the order was completed. */
function isContradicted(events: readonly TransactionEventView[]): boolean {
  const completed = events.findIndex(
    ({ factOutcome, status }) => factOutcome === 'applied' && status === 'completed',
  );
  return events
    .slice(completed + 1)
    .some(({ hintOutcome, status }) => hintOutcome !== null && status !== 'completed');
}
