import { z } from 'zod';

export const statusSchema = z.enum(['pending', 'processing', 'completed', 'failed', 'cancelled']);
export type Status = z.infer<typeof statusSchema>;

export const fiatCurrencySchema = z.string().regex(/^[A-Z]{3}$/, 'must be a code such as EUR');

/** Events for the partner's page. Their statuses are the widget's, not the API's. */
export const widgetEventSchema = z.enum([
  'new',
  'pending',
  'paid',
  'order_failed',
  'failed_exchange',
  'cancelled',
  'succeeded',
  'payment_finished',
  'sell_transfer_enabled',
]);
export type WidgetEvent = z.infer<typeof widgetEventSchema>;

const failureSchema = z.enum(['payment_declined', 'deposit_window_passed', 'rejected']);

const scenarioProgressSchema = z.object({
  name: z.string(),
  /** Index of the next step. */
  next: z.number(),
  /** `null` once all steps have run. */
  dueAt: z.number().nullable(),
});

/** Times are milliseconds since the epoch. */
export const transactionSchema = z.object({
  id: z.string(),
  partnerUserId: z.string(),
  type: z.enum(['buy', 'sell']),
  status: statusSchema,
  currency: z.string(),
  network: z.string(),
  amount: z.string(),
  cryptoAmount: z.string(),
  fiatCurrency: fiatCurrencySchema,
  fiatAmount: z.string(),
  address: z.string(),
  clientIp: z.string().nullable(),
  redirectUrl: z.string().nullable(),
  initToken: z.string(),
  initTokenExpiresAt: z.number(),
  initTokenUsed: z.boolean(),
  paymentMethod: z.string().nullable(),
  cardEnding: z.string().nullable(),
  depositAddress: z.string().nullable(),
  lateDepositAt: z.number().nullable(),
  failure: failureSchema.nullable(),
  // When the transaction settles, or its deposit window passes.
  dueAt: z.number().nullable(),
  // While a scenario runs, nothing else happens automatically.
  scenario: scenarioProgressSchema.nullable().default(null),
  widgetEvents: z.array(widgetEventSchema),
  createdAt: z.number(),
  updatedAt: z.number(),
});
export type Transaction = z.infer<typeof transactionSchema>;

/** The fields that the API and the webhooks share. The API adds `partner_user_id`. */
export function snapshotOf(transaction: Transaction) {
  return {
    merchant_transaction_id: transaction.id,
    type: transaction.type,
    status: transaction.status,
    currency: transaction.currency,
    network: transaction.network,
    crypto_amount: transaction.cryptoAmount,
    fiat_currency: transaction.fiatCurrency,
    fiat_amount: transaction.fiatAmount,
    created_at: new Date(transaction.createdAt).toISOString(),
    updated_at: new Date(transaction.updatedAt).toISOString(),
  };
}
