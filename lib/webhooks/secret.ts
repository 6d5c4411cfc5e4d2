import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * Whether the secret of a webhook URL is one of ours (several while it is being rotated). Hashing
 * makes lengths equal, and all are compared, so the time taken tells nothing about any of them.
 */
export function isKnownSecret(given: string, known: readonly string[]): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const givenDigest = digest(given);
  return known
    .map((secret) => timingSafeEqual(digest(secret), givenDigest))
    .some((isEqual) => isEqual);
}
