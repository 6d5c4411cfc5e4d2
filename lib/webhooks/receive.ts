import 'server-only';
import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { env } from '../env';
import { webhookSchema } from '../proof-api/schema';
import { type Hint, ingestHint, storeRejectedDelivery } from '../transactions/ingest';

/** Documented payloads have a few hundred bytes. */
const MAX_BODY_BYTES = 16 * 1024;

/** How the doctor says who asks (lib/doctor/public-url.ts). */
export const PROBE_USER_AGENT = 'proof-ramp-doctor';

/** Useful to operators, and free of secrets. */
const keptHeaders = /^(content-type|content-length|user-agent|x-request-id|x-forwarded-for)$/;

/**
 * Handles one webhook request and returns the HTTP status. The sender proves nothing beyond knowing
 * the URL, so the body is a hint, and every request is stored, except for the doctor's.
 *
 * 204 recorded (also an unknown id or a duplicate) · 400 not the contract's JSON · 404 wrong secret ·
 * 413 larger than 16 KB · 415 not JSON. Throws, hence 500, when it could not be stored.
 */
export async function receiveWebhook(request: Request, secret: string): Promise<number> {
  const receivedMs = performance.now();
  const { bytes, complete } = await readBounded(request.body, MAX_BODY_BYTES);
  const headers = [...request.headers]
    .filter(([name]) => keptHeaders.test(name))
    .map(([name, value]) => [name, value.slice(0, 500)]);
  const delivery = { body: bytes, headers: Object.fromEntries(headers), receivedMs };
  const reject = async (status: number, reason: string) => {
    await storeRejectedDelivery(delivery, status === 404 ? 'wrong_secret' : 'invalid', reason);
    return status;
  };

  if (!isKnownSecret(secret, env().PROOF_WEBHOOK_SECRET))
    return reject(404, 'The secret in the URL is not ours.');
  // Whoever knows the secret may ask whether it is accepted. That is no delivery, so none is stored.
  if (request.headers.get('user-agent') === PROBE_USER_AGENT) return 204;
  if (!complete) return reject(413, 'Larger than 16 KB; the rest was not read.');
  if (!/^application\/(\S+\+)?json\b/i.test(request.headers.get('content-type') ?? ''))
    return reject(415, 'The content type is not JSON.');
  const parsed = parseWebhook(bytes);
  if ('problem' in parsed) return reject(400, parsed.problem);
  await ingestHint(parsed.hint, delivery);
  return 204;
}

/** Compares hashes of equal length, and all of them, so timing reveals nothing about any secret. */
export function isKnownSecret(given: string, known: readonly string[]): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return known.map((secret) => timingSafeEqual(digest(secret), digest(given))).includes(true);
}

/** Reads at most `maxBytes`: Next.js puts no limit on the body of a route handler. */
export async function readBounded(
  body: ReadableStream<Uint8Array> | null,
  maxBytes: number,
): Promise<{ bytes: Uint8Array<ArrayBuffer>; complete: boolean }> {
  const bytes = new Uint8Array(maxBytes);
  let length = 0;
  for await (const chunk of body ?? []) {
    const kept = chunk.subarray(0, maxBytes - length);
    bytes.set(kept, length);
    length += kept.length;
    // Leaving the loop cancels the stream.
    if (kept.length < chunk.length) return { bytes, complete: false };
  }
  return { bytes: bytes.slice(0, length), complete: true };
}

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
