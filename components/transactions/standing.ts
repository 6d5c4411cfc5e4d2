import type {
  TransactionStatus,
  TransactionType,
  TransactionView,
} from '@/lib/transactions/schema';
import { describeTransaction } from './describe-transaction';

/** What is known where a sentence is needed. */
type Situation = { crypto: string; network: string; money: string; hasDepositAddress: boolean };
type Sentence = (situation: Situation) => string;

/** Where a transaction stands, for the person who made it: what happens now, what they can do. */
const sentences: Record<TransactionType, Record<TransactionStatus, Sentence>> = {
  buy: {
    pending: () =>
      'Waiting for your payment. You make it in the widget; nothing is charged before you confirm it there.',
    processing: ({ crypto, network }) =>
      `Your payment went through, and ${crypto} is on its way on ${network}. There is nothing you need to do; you can close this page.`,
    completed: ({ crypto, network }) =>
      `${crypto} was delivered on ${network}. There is nothing left to do.`,
    failed: () =>
      'The payment did not go through. You can try again in the widget while it is open, or start a new order.',
    cancelled: () => 'You cancelled this order in the widget. Start a new one whenever you like.',
  },
  sell: {
    pending: ({ crypto, network, hasDepositAddress }) =>
      hasDepositAddress
        ? `Waiting for your deposit. Send exactly ${crypto} on ${network} to the address below; the payout to your card follows by itself.`
        : `Choose your card in the widget. It then shows the address to send ${crypto} to.`,
    processing: ({ crypto, money }) =>
      `Your ${crypto} arrived, and ${money} is on its way to your card. There is nothing you need to do; you can close this page.`,
    completed: ({ money }) =>
      `${sentenceCase(money)} was sent to your card. How soon it shows there depends on your bank.`,
    failed: () =>
      'The sale did not go through: the deposit did not arrive in time, or it could not be paid out. A deposit that arrives late is credited to your account at the provider. You can try again in the widget while it is open, or start a new order.',
    cancelled: () =>
      'You cancelled this order in the widget. Please send nothing to its deposit address any more.',
  },
};

export function describeStanding(transaction: TransactionView): string {
  const { crypto, network, fiat } = describeTransaction(transaction);
  return sentences[transaction.type][transaction.status]({
    crypto,
    network,
    money: fiat ?? 'the money',
    hasDepositAddress: transaction.depositAddress !== null,
  });
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
