import { z } from 'zod';

/** Written from the contract. Shares no code with the app or the simulator. */

const text = z.string().min(1);
const decimal = z.string().regex(/^\d+(\.\d+)?$/, 'must be a decimal string');

const STATUSES = ['pending', 'processing', 'completed', 'failed', 'cancelled'] as const;
export const statusSchema = z.enum(STATUSES);
export type Status = z.infer<typeof statusSchema>;

export const orderTypeSchema = z.enum(['buy', 'sell']);
export type OrderType = z.infer<typeof orderTypeSchema>;

export const sessionRequiredSchema = z.object({
  merchant_transaction_id: text,
  widget_id: text,
  address: text,
  signature: text,
  init_token: text,
  init_token_type: text,
  currency: text,
  network: text,
  amount: decimal,
  type: orderTypeSchema,
});

/** Whether an optional field can be null is not documented. */
export const sessionOptionalSchema = z.object({
  currencies: z.array(text).nullish(),
  fix_currency: z.literal(true).nullish(),
  networks: z.array(text).nullish(),
  fix_network: z.array(text).nullish(),
  fix_amount: z.literal(true).nullish(),
  fiat_currency: text.nullish(),
  fiat_currencies: z.array(text).nullish(),
  fix_fiat_currency: z.literal(false).nullish(),
  fix_fiat_amount: z.literal(true).nullish(),
  lang: text.nullish(),
  theme: text.nullish(),
  redirect_url: z.string().nullish(),
});

export const SIGNATURE = /^v2:[0-9a-fA-F]{128}$/;

/** ISO 8601 in UTC. */
export const timestampSchema = z.iso
  .datetime({ offset: true, error: 'must be ISO 8601 in UTC' })
  .regex(/(Z|[+-]00:00)$/, 'must be in UTC');

const changeFields = {
  merchant_transaction_id: text,
  type: orderTypeSchema,
  status: statusSchema,
  currency: text,
  // Empty or absent until the amount is known.
  crypto_amount: decimal.or(z.literal('')).nullish(),
  fiat_currency: text,
  fiat_amount: decimal,
};

export const webhookSchema = z.object({
  ...changeFields,
  network: text,
  created_at: timestampSchema,
  updated_at: timestampSchema,
});

export const transactionSchema = webhookSchema.extend({ partner_user_id: text });

/** Its times have a rule of their own, and null is not documented as a `fiat_amount`. */
export const newTransactionSchema = transactionSchema.extend({
  fiat_amount: decimal.nullable(),
  created_at: text,
  updated_at: text,
});

export const socketMessageSchema = z.object({
  ...changeFields,
  event: z.literal('tx.update'),
  payment_method: text.optional(),
  // Its format is not documented.
  occurred_at: text.or(z.number()),
});

export const kycSchema = z.object({
  partner_user_id: text,
  status: z.enum(['not_started', 'pending', 'verified', 'failed']),
});

export const errorSchema = z.object({ error: text, code: text, message: z.string() });

/** Returns one sentence per invalid field. */
export function schemaErrors(schema: z.ZodType, value: unknown): string[] {
  const parsed = schema.safeParse(value);
  if (parsed.success) return [];
  return parsed.error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`);
}

const NEXT_STATUSES: Record<Status, Status[]> = {
  pending: ['processing', 'failed', 'cancelled'],
  processing: ['completed', 'failed'],
  // A failed payment can be retried on the same transaction (contract, "Retry").
  failed: ['pending', 'processing'],
  completed: [],
  cancelled: [],
};

/** Whether one status can lead to another, including through statuses that polling missed. */
export function canFollow(from: Status, to: Status): boolean {
  const reached = new Set<Status>();
  const pending = [...NEXT_STATUSES[from]];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    pending.push(...NEXT_STATUSES[next]);
  }
  return reached.has(to);
}
