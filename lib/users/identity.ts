import 'server-only';
import { processWide } from '../process-wide';
import { proof } from '../proof';
import type { IdentityStatus } from '../proof-api/schema';

/** Short, because the customer may be verifying in another tab. */
const REMEMBERED_MS = 5_000;

/**
 * A user's identity status at Proof, which is asked once for all pages that the user opens within a
 * few seconds. Throws an AppError if Proof gives no status; the next page then asks again.
 */
export function readIdentityStatus(userId: string): Promise<IdentityStatus> {
  const remembered = processWide(
    'identity statuses',
    () => new Map<string, Promise<IdentityStatus>>(),
  );
  const known = remembered.get(userId);
  if (known) return known;
  const asked = proof()
    .getKycStatus(userId)
    .then(({ status }) => status);
  remembered.set(userId, asked);
  const forget = () => remembered.delete(userId);
  asked.catch(forget);
  setTimeout(forget, REMEMBERED_MS).unref();
  return asked;
}
