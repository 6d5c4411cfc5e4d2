import 'server-only';
import { requireUser } from '../auth';
import { AppError } from '../errors';
import { proof } from '../proof';
import type { IdentityStatus } from '../proof-api/schema';

/**
 * The signed-in customer's identity status at Proof. Information, never a gate: the widget runs the
 * verification itself. Null when Proof gave no usable response.
 */
export async function loadIdentityStatus(): Promise<IdentityStatus | null> {
  const user = await requireUser();
  try {
    return (await proof().getKycStatus(user.id)).status;
  } catch (error) {
    // Proof knows a user from their first session on.
    return error instanceof AppError && error.code === 'not_found' ? 'not_started' : null;
  }
}
