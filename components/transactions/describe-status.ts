import type { TransactionType } from '@/lib/generated/prisma/enums';
import type { TransactionEventView, TransactionView } from '@/lib/transactions/views';
import { describeTransaction } from './describe-transaction';
import { isFunded } from './flow';

type Details = {
  crypto: string;
  network: string;
  money: string;
  /** "Your deposit of 50 USDT", without the amount until Proof confirms it. */
  deposit: string;
  hasDepositAddress: boolean;
  canRetry: boolean;
};
type Sentence = (details: Details) => string;
type Sentences = {
  /** While the payment or deposit is not confirmed. */
  unfunded: Record<'pending' | 'failed' | 'cancelled', Sentence>;
  /** Once it is: the next step is the delivery or payout. */
  funded: Record<'processing' | 'failed' | 'cancelled', Sentence>;
  completed: Sentence;
};

/**
 * What the customer reads, by type, step and status. Proof gives no reason for a failure, and does
 * not say what becomes of the money, so neither do we.
 */
const sentences: Record<TransactionType, Sentences> = {
  buy: {
    unfunded: {
      pending: () =>
        'Waiting for your payment. You pay in the payment window, and nothing is charged until you confirm there.',
      failed: ({ canRetry }) =>
        `The order failed before a payment was confirmed. ${canRetry ? 'You can try again in the payment window, or place a new order.' : 'You can place a new order.'} If your bank shows a charge, contact support first.`,
      cancelled: () =>
        'You cancelled this order in the payment window. You can place a new one at any time.',
    },
    funded: {
      processing: ({ crypto, network }) =>
        `Your payment went through, and ${crypto} is on its way on ${network}. There's nothing you need to do, and you can close this page.`,
      failed: ({ crypto }) =>
        `Your payment went through, but the delivery of ${crypto} failed. Don't pay again. Contact support to ask about a refund, and quote the Proof ID.`,
      cancelled: () =>
        'This order was cancelled after your payment went through. Contact support to ask about a refund, and quote the Proof ID.',
    },
    completed: ({ crypto, network }) =>
      `${crypto} was delivered on ${network}. There's nothing left to do.`,
  },
  sell: {
    unfunded: {
      pending: ({ crypto, network, hasDepositAddress }) =>
        hasDepositAddress
          ? `Waiting for your deposit. Send exactly ${crypto} on ${network} to the address below. The payout to your card follows automatically.`
          : `Choose a payout card in the payment window. It then shows you the address to send ${crypto} to.`,
      failed: () =>
        "The sale failed before a deposit was confirmed: the deposit didn't arrive in time, or the order was rejected. Don't send anything now. If you already did, contact support.",
      cancelled: () =>
        "You cancelled this order in the payment window. Don't send anything to its deposit address.",
    },
    funded: {
      processing: ({ deposit, money }) =>
        `${deposit} arrived, and ${money} is on its way to your card. There's nothing you need to do, and you can close this page.`,
      failed: ({ deposit }) =>
        `${deposit} arrived, but the payout to your card didn't go through. Contact support to ask what happens to it, and quote the Proof ID.`,
      cancelled: ({ deposit }) =>
        `This order was cancelled after your deposit arrived. Contact support to ask what happens to ${lowerFirst(deposit)}, and quote the Proof ID.`,
    },
    completed: ({ money }) =>
      `${upperFirst(money)} was sent to your card. When it arrives depends on your bank.`,
  },
};

/** Tells the customer what is happening now and what they can do. */
export function describeStatus(
  transaction: TransactionView,
  events: readonly TransactionEventView[],
): string {
  const { type, status, cryptoAmount, depositAddress } = transaction;
  const { crypto, network, fiat } = describeTransaction(transaction);
  const { unfunded, funded, completed } = sentences[type];
  const details: Details = {
    crypto,
    network,
    money: fiat ?? 'the money',
    deposit: cryptoAmount === null ? 'Your deposit' : `Your deposit of ${crypto}`,
    hasDepositAddress: depositAddress !== null,
    canRetry: canRetry(transaction, events),
  };
  if (status === 'pending') return unfunded.pending(details);
  if (status === 'processing') return funded.processing(details);
  if (status === 'completed') return completed(details);
  return (isFunded(transaction, events) ? funded : unfunded)[status](details);
}

/** Only a failed payment can be made again with the same session. One that went through must not. */
export function canRetry(
  transaction: TransactionView,
  events: readonly TransactionEventView[],
): boolean {
  const { type, status, resumable } = transaction;
  return (
    type === 'buy' && status === 'failed' && resumable !== null && !isFunded(transaction, events)
  );
}

const upperFirst = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const lowerFirst = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
