import type { Source } from '../generated/prisma/enums';

/**
 * Word that something may have changed, from a channel that proves nothing: the webhook, the
 * socket, the widget in the browser. It is shown as "reported" and makes the transaction due.
 */
export type Hint = {
  merchantTransactionId: string;
  source: Source;
  /** What the channel said, in its own words: the widget's statuses are not the API's. */
  status: string;
  /** Proof's clock, where the channel tells it. */
  providerTime: Date | null;
  reason: string;
  paymentMethod?: string;
  /** Sell: where the customer is to send the crypto. */
  depositAddress?: string;
  payload: object;
};

/** Two hints with one key are copies of each other. */
export function hintKey({ source, status, providerTime, depositAddress }: Hint): string {
  return [source, status, providerTime?.toISOString() ?? '', depositAddress ?? ''].join(' ');
}
