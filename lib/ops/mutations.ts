import 'server-only';
import { recordAuditEntry } from '../audit/mutations';
import { db } from '../db';
import type { SignedInUser } from '../users/data';

/**
 * Makes a transaction due now, whatever the schedule says, and notes who asked for it. Returns false
 * if there is none.
 */
export function requestCheck(
  transactionId: string,
  operator: { user: SignedInUser; requestId: string },
): Promise<boolean> {
  return db().$transaction(async (tx) => {
    const updated = await tx.$executeRaw`
      UPDATE transactions SET next_check_at = now() WHERE id = ${transactionId}`;
    if (updated === 0) return false;
    await recordAuditEntry(
      {
        action: 'check_now',
        actor: operator.user,
        subjectId: transactionId,
        requestId: operator.requestId,
      },
      tx,
    );
    return true;
  });
}
