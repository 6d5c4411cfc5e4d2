import type { TransactionStatus, TransactionView } from '@/lib/transactions/schema';
import { isOpen } from '@/lib/transactions/status';

/** The widget and our own hints have words of their own; these are the ones a person should read. */
const words: Record<string, string> = {
  widget_ready: 'widget opened',
  awaiting_deposit: 'awaiting deposit',
  payment_finished: 'payment finished',
  order_scheduled: 'order scheduled',
  order_failed: 'order failed',
  failed_exchange: 'exchange failed',
  descriptor_failed: 'card check failed',
};

/** A reported status in words. Unknown ones are shown as they are, since Proof may add some. */
export function reportedWord(status: string): string {
  return words[status] ?? status.replaceAll('_', ' ');
}

/** What a channel may report that is no news in a confirmed status. */
const inKeeping: Partial<Record<TransactionStatus, readonly string[]>> = {
  pending: ['new', 'changed', 'widget_ready', 'awaiting_deposit'],
  processing: ['changed', 'paid', 'payment_finished', 'order_scheduled', 'awaiting_deposit'],
};

/** What is reported of an open transaction and not confirmed yet, in words; null when nothing is. */
export function unconfirmedReport({ status, reportedStatus }: TransactionView): string | null {
  if (!isOpen(status) || reportedStatus === null || reportedStatus === status) return null;
  return inKeeping[status]?.includes(reportedStatus) ? null : reportedWord(reportedStatus);
}
