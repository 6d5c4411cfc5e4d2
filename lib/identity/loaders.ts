import 'server-only';
import { requireUser } from '../auth';
import { AppError } from '../errors';
import type { IdentityStatus } from '../proof-api/schema';
import { proof } from '../provider-calls/proof';

/**
 * The signed-in customer's identity status at Proof: information, never a gate, since the widget
 * runs the verification itself. Null when Proof cannot tell right now.
 */
export async function loadIdentityStatus(): Promise<IdentityStatus | null> {
  const user = await requireUser();
  try {
    return (await proof().getKycStatus(user.id)).status;
  } catch (error) {
    // Proof knows a user from the first session on.
    return error instanceof AppError && error.code === 'not_found' ? 'not_started' : null;
  }
}
