import { describeTransaction } from '@/components/transactions/describe-transaction';
import type { StoryKey } from '@/lib/stage/stories';
import type { TransactionEventView, TransactionView } from '@/lib/transactions/views';

/** One large line about what happens, and one about why nothing breaks. */
export type Narration = { line: string; why: string; finished: boolean };

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

/** Every story tells its own end. */
type Ending = 'completed' | 'stale_message';

type Text = Record<'line' | 'why', string>;
type Details = { crypto: string; fiat: string };
type Story = { [Key in Moment]?: (details: Details) => Text } & {
  completed: (details: Details) => Text;
};

const defaultTexts: Record<Exclude<Moment, Ending>, (details: Details) => Text> = {
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
  cancelled: () => ({
    line: 'The customer cancelled the order.',
    why: 'Nothing was charged, and a new order is one click away.',
  }),
};

const storyTexts: Record<StoryKey, Story> = {
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
      why: 'No error is raised, and the connection stays open.',
    }),
    ordered: () => ({
      line: 'The customer pays. Watch what the provider sends.',
      why: 'Proof sends its messages, and none of them arrives.',
    }),
    funded: () => ({
      line: 'The page updates anyway.',
      why: 'The app asked Proof on its own schedule. No webhook arrived.',
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
      line: '50 identical messages arrive. The order changes once.',
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
  const texts = storyTexts[story];
  const text = isEnding(moment)
    ? (texts[moment] ?? texts.completed)
    : (texts[moment] ?? defaultTexts[moment]);
  const described = transaction && describeTransaction(transaction);
  const details = { crypto: described?.crypto ?? '', fiat: described?.fiat ?? 'The money' };
  const finished = transaction?.status === 'completed' || transaction?.status === 'cancelled';
  return { ...text(details), finished };
}

function isEnding(moment: Moment): moment is Ending {
  return moment === 'completed' || moment === 'stale_message';
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
