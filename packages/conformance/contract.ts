import { z } from 'zod';

/** The shapes of the contract, written for this check alone: it shares no code with any side. */

const text = z.string().min(1);
const decimal = z.string().regex(/^\d+(\.\d+)?$/, 'must be a decimal string');

export const STATUSES = ['pending', 'processing', 'completed', 'failed', 'cancelled'] as const;
export const statusSchema = z.enum(STATUSES);
export type Status = z.infer<typeof statusSchema>;

export const sideSchema = z.enum(['buy', 'sell']);
export type Side = z.infer<typeof sideSchema>;

export const sessionRequiredSchema = z.object({
  merchant_transaction_id: text,
  widget_id: text,
  address: text,
  signature: text,
  init_token: text,
  init_token_type: text,
  currency: text,
  network: text,
  amount: text,
  type: sideSchema,
});

export const sessionOptionalSchema = z.object({
  currencies: z.array(text).optional(),
  fix_currency: z.boolean().optional(),
  networks: z.array(text).optional(),
  fix_network: z.array(text).optional(),
  fix_amount: z.boolean().optional(),
  fiat_currency: text.optional(),
  fiat_currencies: z.array(text).optional(),
  fix_fiat_currency: z.boolean().optional(),
  fix_fiat_amount: z.boolean().optional(),
  lang: text.optional(),
  theme: text.optional(),
  redirect_url: z.string().optional(),
});

export const SIGNATURE = /^v2:[0-9a-f]{128}$/i;

const change = {
  merchant_transaction_id: text,
  type: sideSchema,
  status: statusSchema,
  currency: text,
  // Empty, or left out, until the crypto leg is known.
  crypto_amount: decimal.or(z.literal('')).nullish(),
  fiat_currency: text,
  fiat_amount: decimal,
};

export const transactionSchema = z.object({
  ...change,
  partner_user_id: text,
  network: text,
  created_at: text,
  updated_at: text,
});

export const webhookSchema = z.object({
  ...change,
  network: text,
  created_at: text,
  updated_at: text,
});

export const socketMessageSchema = z.object({
  ...change,
  event: z.literal('tx.update'),
  payment_method: text.optional(),
  occurred_at: text,
});

export const kycSchema = z.object({
  partner_user_id: text,
  status: z.enum(['not_started', 'pending', 'verified', 'failed']),
});

export const errorSchema = z.object({ error: text, code: text, message: z.string() });

/** ISO 8601 in UTC. */
export const momentSchema = z.iso.datetime({ offset: false });

/** What is wrong, one sentence per field; empty when the value has the shape. */
export function problemsWith(schema: z.ZodType, value: unknown): string[] {
  const parsed = schema.safeParse(value);
  if (parsed.success) return [];
  return parsed.error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`);
}

export function undocumentedFields(schema: z.ZodObject, value: Record<string, unknown>): string[] {
  return Object.keys(value).filter((name) => !(name in schema.shape));
}

const NEXT: Record<Status, Status[]> = {
  pending: ['processing', 'failed', 'cancelled'],
  processing: ['completed', 'failed'],
  // A failed payment may be tried again on the same transaction (contract, "Retry").
  failed: ['pending', 'processing'],
  completed: [],
  cancelled: [],
};

/** Whether one status can lead to another, over statuses that nobody happened to see. */
export function canFollow(from: Status, to: Status): boolean {
  const reached = new Set<Status>();
  const open = [...NEXT[from]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (reached.has(next)) continue;
    reached.add(next);
    open.push(...NEXT[next]);
  }
  return reached.has(to);
}
