import 'server-only';
import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { env } from '../env';
import { isStorable, isTooDeep } from '../json-limits';
import { webhookSchema } from '../proof-api/schema';
import { type BoundedBody, readBounded } from '../read-bounded';
import {
  type Delivery,
  type Hint,
  ingestHint,
  storeRejectedDelivery,
} from '../transactions/ingest';

/** Documented payloads have a few hundred bytes. */
const MAX_BODY_BYTES = 16 * 1024;

/** How the doctor says who asks (lib/doctor/public-url.ts). */
export const PROBE_USER_AGENT = 'proof-ramp-doctor';

/** Useful to operators, and free of secrets. */
const keptHeaders = /^(content-type|content-length|user-agent|x-request-id|x-forwarded-for)$/;

/**
 * Handles one webhook request and returns the HTTP status. The sender proves nothing beyond knowing
 * the URL, so the body is a hint. Requests are stored, except for the doctor's, and for those about
 * no transaction that come too often (lib/transactions/ingest.ts).
 *
 * 204 recorded (also an unknown id or a duplicate) · 400 not the contract's JSON · 404 wrong secret ·
 * 408 the body took too long · 413 larger than 16 KB · 415 not JSON. Throws, hence 500, when it could
 * not be stored.
 */
export async function receiveWebhook(request: Request, secret: string): Promise<number> {
  const receivedMs = performance.now();
  const kept = [...request.headers]
    .filter(([name]) => keptHeaders.test(name))
    .map(([name, value]) => [name, value.slice(0, 500)]);
  const headers = Object.fromEntries(kept);
  if (!isKnownSecret(secret, env().PROOF_WEBHOOK_SECRET)) {
    const unread = { body: new Uint8Array(), headers, receivedMs };
    const reason = 'The secret in the URL is not ours. The body was not read.';
    await storeRejectedDelivery(unread, 'wrong_secret', reason);
    return 404;
  }
  // Whoever knows the secret may ask whether it is accepted. That is no delivery, so none is stored.
  if (request.headers.get('user-agent') === PROBE_USER_AGENT) return 204;
  const { bytes, cut } = await readBounded(request.body, MAX_BODY_BYTES);
  return processDelivery({ body: bytes, headers, receivedMs }, cut);
}

/** Stores a delivery whose secret is ours, or a copy that an operator replays. */
export async function processDelivery(
  delivery: Delivery,
  cut?: BoundedBody['cut'],
): Promise<number> {
  const read = readDelivery(delivery, cut);
  if ('hint' in read) await ingestHint(read.hint, delivery);
  else await storeRejectedDelivery(delivery, 'invalid', read.problem);
  return 'hint' in read ? 204 : read.status;
}

/** What is wrong with a delivery, and the HTTP status that says so. */
type Problem = {
  check: 'size' | 'content type' | 'JSON' | 'contract';
  status: number;
  problem: string;
};

/** The hint in a delivery, or the first check that it fails. */
export function readDelivery(
  { body, headers }: Pick<Delivery, 'body' | 'headers'>,
  cut: BoundedBody['cut'] = body.length < MAX_BODY_BYTES ? null : 'size',
): { hint: Hint } | Problem {
  if (cut === 'time')
    return { check: 'JSON', status: 408, problem: 'The body took too long to arrive.' };
  if (cut === 'size')
    return { check: 'size', status: 413, problem: 'Larger than 16 KB; the rest was not read.' };
  if (!/^application\/(\S+\+)?json\b/i.test(headers['content-type'] ?? ''))
    return { check: 'content type', status: 415, problem: 'The content type is not JSON.' };
  const parsed = parseWebhook(body);
  return 'hint' in parsed ? parsed : { status: 400, ...parsed };
}

/** Compares hashes of equal length, and all of them, so timing reveals nothing about any secret. */
export function isKnownSecret(given: string, known: readonly string[]): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return known.map((secret) => timingSafeEqual(digest(secret), digest(given))).includes(true);
}

/** Reads the raw body of a webhook as a hint, or says in words what is wrong with it. */
export function parseWebhook(
  bytes: Uint8Array,
): { hint: Hint } | Pick<Problem, 'check' | 'problem'> {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return { check: 'JSON', problem: 'The body is not JSON.' };
  }
  if (isTooDeep(json)) return { check: 'contract', problem: 'The JSON has too many levels.' };
  if (!isStorable(json))
    return { check: 'JSON', problem: 'The body holds characters that no text may hold.' };
  const parsed = webhookSchema.safeParse(json);
  if (!parsed.success) return { check: 'contract', problem: z.prettifyError(parsed.error) };
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
