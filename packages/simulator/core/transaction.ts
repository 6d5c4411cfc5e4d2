import { z } from 'zod';
import { FIAT_CURRENCIES } from './quote';

export const statusSchema = z.enum(['pending', 'processing', 'completed', 'failed', 'cancelled']);
export type Status = z.infer<typeof statusSchema>;

/** What the open widget tells the partner's page, oldest first. Statuses are widget-level. */
const widgetEventSchema = z.enum([
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
  /** The index of the step that comes next, and when; `null` once all are done. */
  next: z.number(),
  dueAt: z.number().nullable(),
});

/** One transaction as the simulator keeps it. Times are milliseconds since the epoch. */
export const transactionSchema = z.object({
  id: z.string(),
  partnerUserId: z.string(),
  type: z.enum(['buy', 'sell']),
  status: statusSchema,
  currency: z.string(),
  network: z.string(),
  amount: z.string(),
  cryptoAmount: z.string(),
  fiatCurrency: z.enum(FIAT_CURRENCIES),
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
  // When the next change happens by itself: settlement, or the end of the deposit window.
  dueAt: z.number().nullable(),
  // The script it follows by itself; while there is one, nothing else happens by itself.
  scenario: scenarioProgressSchema.nullable().default(null),
  widgetEvents: z.array(widgetEventSchema),
  createdAt: z.number(),
  updatedAt: z.number(),
});
export type Transaction = z.infer<typeof transactionSchema>;
