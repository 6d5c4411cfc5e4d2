import type { TransactionStatus } from '../../proof-api/schema';
import { intervals } from '../../reconciliation/schedule';
import { isOpen } from '../../transactions/status';

export type Checks = {
  /** ISO 8601, like the other times; null if only a hint is a reason to ask again. */
  nextAt: string | null;
  lastAt: string | null;
  failedInARow: number;
  underWay: boolean;
  viewedAt: string | null;
};

/** Why the next check is when it is, by the rules of the schedule. */
export function explainNextCheck(
  status: TransactionStatus,
  { nextAt, failedInARow, underWay, viewedAt }: Checks,
  nowMs: number,
): string {
  if (underWay) return 'A check is under way.';
  if (nextAt === null) return explainNoCheck(status);
  if (failedInARow > 0)
    return `The last ${failedInARow === 1 ? 'check' : `${failedInARow} checks`} got no usable response, so Proof is asked less often until one does.`;
  if (viewedAt && nowMs - Date.parse(viewedAt) < intervals.viewedFor * 1000)
    return 'A customer has it on screen, so it is checked often.';
  if (isOpen(status))
    return 'Nobody has it on screen. It is checked less often the longer nothing changes.';
  return 'It failed. It is checked for a day, because the customer can retry the payment.';
}

function explainNoCheck(status: TransactionStatus): string {
  if (isOpen(status))
    return 'Nothing has changed for a week. A webhook, a customer who opens a page or "Check now" makes it due again.';
  if (status === 'failed')
    return 'Proof can no longer change it: a failed order is checked for a day.';
  return `Proof has nothing to add: ${status} is final.`;
}
