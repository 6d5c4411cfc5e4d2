import type { TransactionType } from '@/lib/transactions/schema';

type TradeTexts = {
  title: string;
  description: string;
  amountLabel: string;
  hint: string;
  next: string;
  /** How the folded ticket names the order. */
  verb: string;
  steps: { title: string; text: string }[];
};

/** What the ticket says for a buy and for a sell. */
export const tradeTexts: Record<TransactionType, TradeTexts> = {
  buy: {
    title: 'Buy crypto',
    description: 'Say how much you want, then pay with your card.',
    amountLabel: 'You buy',
    hint: 'You see the exact price in your currency before you pay.',
    next: 'Continue to payment',
    verb: 'You buy',
    steps: [
      { title: 'Identity', text: 'A document and a selfie, the first time only.' },
      { title: 'Payment', text: 'You pay with your card, at a price you have seen.' },
      { title: 'Delivery', text: 'The crypto is sent, and you follow it here live.' },
    ],
  },
  sell: {
    title: 'Sell crypto',
    description: 'Say how much you want to sell, and receive the money on your card.',
    amountLabel: 'You sell',
    hint: 'You see what you receive in your currency before you send anything.',
    next: 'Continue to payout',
    verb: 'You sell',
    steps: [
      { title: 'Identity', text: 'A document and a selfie, the first time only.' },
      { title: 'Card for the payout', text: 'The card that the money goes to.' },
      { title: 'Deposit', text: 'You send the crypto to the address you are shown.' },
      { title: 'Payout', text: 'The money is sent to your card, and you follow it here live.' },
    ],
  },
};
