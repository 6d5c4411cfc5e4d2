import { createHmac } from 'node:crypto';
import type { Settings } from '../settings';

/** It protects nothing real, so it need not be secret. */
export const WEBHOOK_SIGNING_SECRET = 'sim_webhook_signing_secret';

function hmac(text: string): string {
  return createHmac('sha256', WEBHOOK_SIGNING_SECRET).update(text).digest('hex');
}

/**
 * The headers of a signed webhook. Proof documents none; these are the two schemes that payment
 * providers use: an HMAC of the body, or of `{seconds}.{body}`, which also rejects old copies.
 */
export function signatureHeaders(
  scheme: Settings['webhookSignature'],
  body: string,
  nowMs: number,
): Record<string, string> {
  if (scheme === 'off') return {};
  if (scheme === 'body') return { 'x-proof-signature': `sha256=${hmac(body)}` };
  const seconds = Math.floor(nowMs / 1_000);
  return { 'x-proof-signature': `t=${seconds},v1=${hmac(`${seconds}.${body}`)}` };
}
