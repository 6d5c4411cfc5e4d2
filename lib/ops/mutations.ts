import 'server-only';
import { recordAuditEntry } from '../audit/mutations';
import { db } from '../db';
import { wakeJobs } from '../live/wake';
import type { SignedInUser } from '../users/data';
import { findContradictions } from './attention/data';

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

/**
 * Notes that an operator settled an order's contradictions up to the newest one that they saw. Returns
 * false if that one does not exist, or is settled: a later one is never settled before it is seen.
 */
export async function settleContradiction(
  { transactionId, sequence }: { transactionId: string; sequence: number },
  operator: SignedInUser,
): Promise<boolean> {
  const open = await findContradictions(transactionId);
  if (!open.some((contradiction) => contradiction.sequence === sequence)) return false;
  const entry = { action: 'settle_contradiction', subjectId: transactionId } as const;
  await recordAuditEntry({ ...entry, actor: operator, details: { sequence } });
  return true;
}
