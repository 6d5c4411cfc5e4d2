import 'server-only';
import { cache } from 'react';
import { requireUser } from '../auth';
import { AppError } from '../errors';
import { proof } from '../proof';
import type { IdentityStatus } from '../proof-api/schema';

/** Null if unknown. For information only: the widget runs the verification itself. */
export const loadIdentityStatus = cache(async (): Promise<IdentityStatus | null> => {
  const user = await requireUser();
  try {
    return (await proof().getKycStatus(user.id)).status;
  } catch (error) {
    // Proof does not know a user before their first session.
    return error instanceof AppError && error.code === 'not_found' ? 'not_started' : null;
  }
});
