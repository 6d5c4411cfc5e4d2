import type { TransactionType } from '../generated/prisma/enums';

/** What the stage can tell, by key. The scenarios and faults are the simulator's. */
export const stories = {
  sell: {
    title: 'Sell end to end',
    summary: 'From the order to the payout on a card.',
    type: 'sell',
    amount: '120',
    scenario: 'happy_path',
    faults: {},
    /** In the others, the payment window closes at once, so that the order's own page is visible. */
    showsWidget: true,
  },
  declined: {
    title: 'Declined, then retried',
    summary: 'A card is refused. The same order is paid with another one.',
    type: 'buy',
    amount: '80',
    scenario: 'payment_fails_then_succeeds',
    faults: {},
    showsWidget: true,
  },
  lost_webhook: {
    title: 'The lost webhook',
    summary: 'No message from Proof arrives, and the order still completes.',
    type: 'buy',
    amount: '60',
    scenario: 'happy_path',
    faults: { webhook_dropped: {}, socket_silent: {} },
    showsWidget: false,
  },
  flood: {
    title: 'The flood',
    summary: 'Each message arrives 50 times, and old ones arrive after the end.',
    type: 'buy',
    amount: '90',
    scenario: 'completed_then_stale',
    faults: { webhook_duplicated: { copies: 50 } },
    showsWidget: false,
  },
} as const satisfies Record<string, StoryDefinition>;

type StoryDefinition = {
  title: string;
  summary: string;
  type: TransactionType;
  amount: string;
  scenario: string;
  faults: Record<string, object>;
  showsWidget: boolean;
};

export type StoryKey = keyof typeof stories;
export const storyKeys = Object.keys(stories) as StoryKey[];
