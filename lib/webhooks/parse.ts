import { z } from 'zod';
import { webhookSchema } from '../proof-api/schema';
import type { Hint } from '../transactions/hints';

/** Reads the raw body of a webhook as a hint, or says in words what is wrong with it. */
export function parseWebhook(bytes: Uint8Array): { hint: Hint } | { problem: string } {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return { problem: 'The body is not JSON.' };
  }
  if (holdsUnstorable(json)) return { problem: 'The body holds characters that no text may hold.' };
  const parsed = webhookSchema.safeParse(json);
  if (!parsed.success) return { problem: z.prettifyError(parsed.error) };
  const { merchant_transaction_id: merchantTransactionId, status, updated_at } = parsed.data;
  return {
    hint: {
      merchantTransactionId,
      source: 'webhook',
      status,
      providerTime: updated_at ?? null,
      reason: 'Proof sent it to our webhook.',
      payload: parsed.data,
    },
  };
}

/** Zero bytes and halves of characters are JSON, and neither text nor JSON to Postgres. */
function holdsUnstorable(json: unknown): boolean {
  // JSON.stringify writes exactly those as escapes; an even number of backslashes is itself escaped.
  return /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/.test(JSON.stringify(json));
}
