import 'server-only';
import { env } from '../env';
import { ingestWebhook, keepRejectedDelivery, type ReceivedDelivery } from './ingest';
import { parseWebhook } from './parse';
import { readBounded } from './read-bounded';
import { isKnownSecret } from './secret';

/** Documented payloads have a few hundred bytes. */
const MAX_BODY_BYTES = 16 * 1024;

/** Worth keeping for the operator, and free of anybody's secrets. */
const keptHeaders = [
  'content-type',
  'content-length',
  'user-agent',
  'x-request-id',
  'x-forwarded-for',
];

/**
 * One webhook request from first byte to status code. The sender proves nothing beyond knowing the
 * URL, so the body is a hint; the sender learns nothing but the status; and whatever arrives is kept.
 *
 * 204 recorded (an unknown id and a duplicate included) · 400 not the contract's JSON · 404 wrong
 * secret · 413 larger than 16 KB · 415 not JSON · 500 not stored, by throwing.
 */
export async function receiveWebhook(request: Request, secret: string): Promise<number> {
  const receivedMs = performance.now();
  const { bytes, complete } = await readBounded(request.body, MAX_BODY_BYTES);
  const headers = Object.fromEntries(
    keptHeaders.flatMap((name) => {
      const value = request.headers.get(name);
      return value ? [[name, value.slice(0, 500)]] : [];
    }),
  );
  const received: ReceivedDelivery = { body: bytes, headers, receivedMs };

  if (!isKnownSecret(secret, env().PROOF_WEBHOOK_SECRET)) {
    await keepRejectedDelivery(received, 'wrong_secret');
    return 404;
  }
  if (!complete) {
    await keepRejectedDelivery(received, 'invalid', 'Larger than 16 KB; the rest was not read.');
    return 413;
  }
  if (!/^application\/(\S+\+)?json\b/i.test(headers['content-type'] ?? '')) {
    await keepRejectedDelivery(received, 'invalid', 'The content type is not JSON.');
    return 415;
  }
  const parsed = parseWebhook(bytes);
  if ('problem' in parsed) {
    await keepRejectedDelivery(received, 'invalid', parsed.problem);
    return 400;
  }
  await ingestWebhook(received, parsed.hint);
  return 204;
}
