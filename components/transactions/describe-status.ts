import type { TransactionStatus, TransactionType } from '@/lib/generated/prisma/enums';
import type { TransactionView } from '@/lib/transactions/views';
import { describeTransaction } from './describe-transaction';

type Details = { crypto: string; network: string; money: string; hasDepositAddress: boolean };
type Sentence = (details: Details) => string;

const sentences: Record<TransactionType, Record<TransactionStatus, Sentence>> = {
  buy: {
    pending: () =>
      'Waiting for your payment. You pay in the widget, and nothing is charged until you confirm there.',
    processing: ({ crypto, network }) =>
      `Your payment went through, and ${crypto} is on its way on ${network}. There's nothing you need to do, and you can close this page.`,
    completed: ({ crypto, network }) =>
      `${crypto} was delivered on ${network}. There's nothing left to do.`,
    failed: () =>
      "The payment didn't go through. You can try again in the widget while it's open, or start a new order.",
    cancelled: () =>
      'You cancelled this transaction in the widget. You can start a new order at any time.',
  },
  sell: {
    pending: ({ crypto, network, hasDepositAddress }) =>
      hasDepositAddress
        ? `Waiting for your deposit. Send exactly ${crypto} on ${network} to the address below. The payout to your card follows automatically.`
        : `Choose a payout card in the widget. It then shows you the address to send ${crypto} to.`,
    processing: ({ crypto, money }) =>
      `Your ${crypto} arrived, and ${money} is on its way to your card. There's nothing you need to do, and you can close this page.`,
    completed: ({ money }) =>
      `${capitalise(money)} was sent to your card. When it arrives depends on your bank.`,
    failed: () =>
      "The sale didn't go through: the deposit didn't arrive in time, or the payout failed. A late deposit is credited to your account at the payment provider. You can try again in the widget while it's open, or start a new order.",
    cancelled: () =>
      "You cancelled this transaction in the widget. Don't send anything to its deposit address.",
  },
};

/** Tells the customer what is happening now and what they can do. */
export function describeStatus(transaction: TransactionView): string {
  const { crypto, network, fiat } = describeTransaction(transaction);
  return sentences[transaction.type][transaction.status]({
    crypto,
    network,
    money: fiat ?? 'the money',
    hasDepositAddress: transaction.depositAddress !== null,
  });
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
