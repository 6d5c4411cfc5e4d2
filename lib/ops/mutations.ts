import 'server-only';
import { recordAuditEntry } from '../audit/mutations';
import { db } from '../db';
import { wakeJobs } from '../live/wake';
import type { SignedInUser } from '../users/data';

/**
 * Makes a transaction due now, whatever the schedule says, and notes who asked for it. Returns false
 * if there is none.
 */
export async function requestCheck(
  transactionId: string,
  operator: SignedInUser,
): Promise<boolean> {
  const found = await db().$transaction(async (tx) => {
    const updated = await tx.$executeRaw`
      UPDATE transactions SET next_check_at = now() WHERE id = ${transactionId}`;
    if (updated === 0) return false;
    const entry = { action: 'check_now', actor: operator, subjectId: transactionId } as const;
    await recordAuditEntry(entry, tx);
    return true;
  });
  wakeJobs();
  return found;
}
