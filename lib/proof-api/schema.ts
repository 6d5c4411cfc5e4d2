import { z } from 'zod';

/**
 * The provider's API as it is documented. The session is loose and keeps unknown fields, because
 * the widget must receive it verbatim.
 */

export const transactionTypeSchema = z.enum(['buy', 'sell']);
export const transactionStatusSchema = z.enum([
  'pending',
  'processing',
  'completed',
  'failed',
  'cancelled',
]);
export type TransactionStatus = z.infer<typeof transactionStatusSchema>;

/** An amount in the form of the database, so that equal amounts are equal texts. */
const decimalSchema = z
  .string()
  .regex(/^\d{1,20}(\.\d+)?$/)
  .transform(plainAmount);

/** "099.50" as "99.5". The database stores 18 decimals, more than any currency has. */
function plainAmount(amount: string): string {
  const [whole = '', decimals = ''] = amount.split('.');
  const kept = decimals.slice(0, 18).replace(/0+$/, '');
  return whole.replace(/^0+(?=\d)/, '') + (kept && `.${kept}`);
}

/** Amounts are empty or missing until Proof knows them. */
const pendingDecimalSchema = z
  .union([decimalSchema, z.literal('')])
  .nullish()
  .transform((amount) => amount || null);

/** The database has no year 0, and no time of a transaction is centuries away. */
const timeSchema = z.iso
  .datetime({ offset: true })
  .transform((text) => new Date(text))
  .refine((time) => time.getUTCFullYear() >= 2000 && time.getUTCFullYear() < 2100);

/** No zero byte and no half of a character: both are valid JSON, and databases store neither. */
const textSchema = z.string().regex(/^[^\0\p{Surrogate}]*$/u);

/** POST /widget/session, request. `amount` is a decimal string in the crypto currency. */
export type SessionRequest = {
  partner_user_id: string;
  user_email: string;
  network: string;
  currency: string;
  amount: string;
  type: z.infer<typeof transactionTypeSchema>;
  redirect_url: string;
  client_ip?: string;
};

/** POST /widget/session, response. Required are the fields of the documented example. */
export const sessionSchema = z.looseObject({
  merchant_transaction_id: z.string().min(1),
  widget_id: z.string().min(1),
  address: z.string(),
  signature: z.string().min(1),
  init_token: z.string().min(1),
  init_token_type: z.string().min(1),
  currency: z.string(),
  network: z.string(),
  amount: z.string(),
  type: transactionTypeSchema,
});
export type WidgetSession = z.infer<typeof sessionSchema>;

/** GET /widget/transactions/{id}: the authority on a transaction. */
export const snapshotSchema = z.object({
  merchant_transaction_id: textSchema,
  partner_user_id: textSchema,
  type: transactionTypeSchema,
  status: transactionStatusSchema,
  currency: textSchema,
  network: textSchema,
  crypto_amount: pendingDecimalSchema,
  fiat_currency: textSchema.nullable().default(null),
  fiat_amount: pendingDecimalSchema,
  created_at: timeSchema,
  updated_at: timeSchema,
});
export type Snapshot = z.infer<typeof snapshotSchema>;

/** GET /widget/users/{partner_user_id}/kyc-status */
export const kycStatusSchema = z.object({
  partner_user_id: z.string(),
  status: z.enum(['not_started', 'pending', 'verified', 'failed']),
});
export type IdentityStatus = z.infer<typeof kycStatusSchema>['status'];

/** The body of every error. `message` is for logs only. */
export const errorBodySchema = z.object({
  error: textSchema,
  code: textSchema.default(''),
  message: z.string().default(''),
});

/** Optional details of a hint. One that is malformed counts as missing. */
const optionalDetail = <Schema extends z.ZodType>(schema: Schema) =>
  schema.optional().catch(undefined);

/** The webhook's payload. Only what identifies the change is required. */
export const webhookSchema = z.looseObject({
  merchant_transaction_id: z.string().min(1).max(200),
  status: z.string().min(1).max(50),
  updated_at: optionalDetail(timeSchema),
});

/** A message of the transaction's WebSocket. */
export const socketMessageSchema = z.looseObject({
  event: z.literal('tx.update'),
  merchant_transaction_id: z.string(),
  status: z.string().min(1).max(50),
  payment_method: optionalDetail(z.string()),
  occurred_at: optionalDetail(timeSchema),
});
export type SocketMessage = z.infer<typeof socketMessageSchema>;
