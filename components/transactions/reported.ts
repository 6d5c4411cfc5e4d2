import type { TransactionStatus } from '@/lib/generated/prisma/enums';
import { isOpen } from '@/lib/transactions/status';
import type { TransactionEventView, TransactionView } from '@/lib/transactions/views';

/** Readable words for statuses of the widget and of our own hints. */
const words: Record<string, string> = {
  widget_ready: 'widget opened',
  awaiting_deposit: 'awaiting deposit',
  payment_finished: 'payment finished',
  order_scheduled: 'order scheduled',
  order_failed: 'order failed',
  failed_exchange: 'exchange failed',
  descriptor_failed: 'card check failed',
};

/** Unknown statuses are shown as they are, because Proof may add some. */
export function formatReportedStatus(status: string): string {
  return words[status] ?? status.replaceAll('_', ' ');
}

const beforePayment = ['new', 'changed', 'widget_ready', 'awaiting_deposit'];

/** Reports that add nothing to a confirmed status. The widget's may arrive late. */
const expectedReports: Partial<Record<TransactionStatus, readonly string[]>> = {
  pending: beforePayment,
  processing: [...beforePayment, 'paid', 'payment_finished', 'order_scheduled'],
};

/** Returns what was reported of an open transaction and is not confirmed yet, or null. */
export function unconfirmedReport({ status, reportedStatus }: TransactionView): string | null {
  if (!isOpen(status) || reportedStatus === null || reportedStatus === status) return null;
  return expectedReports[status]?.includes(reportedStatus)
    ? null
    : formatReportedStatus(reportedStatus);
}

const failureReports = ['order_failed', 'failed_exchange', 'descriptor_failed'];

/** What the widget reported about a failure, or null. Proof's API gives no reason. */
export function reportedFailure(events: readonly TransactionEventView[]): string | null {
  const report = events.findLast(
    ({ source, status }) => source === 'widget' && failureReports.includes(status ?? ''),
  );
  return report?.status ? formatReportedStatus(report.status) : null;
}
