'use client';
import { LocalTime } from '@/components/ui/local-time';
import { useNowMs } from '@/components/ui/relative-time';
import type { TransactionEventView } from '@/lib/transactions/views';

type DepositDeadlineProps = {
  events: readonly TransactionEventView[];
  /** Null when the length of the window is not configured. Proof does not document it. */
  windowMinutes: number | null;
};

/** Counts down to the end of the deposit window, as far as we can tell. */
export function DepositDeadline({ events, windowMinutes }: DepositDeadlineProps) {
  const nowMs = useNowMs();
  const deadline = estimateDeadline(events, windowMinutes);
  if (deadline === null) return null;
  const leftMs = nowMs === null ? null : Date.parse(deadline) - nowMs;
  if (leftMs !== null && leftMs <= 0)
    return 'By our estimate, the time to send it has passed. Contact support before you send anything.';
  return (
    <>
      Send it by <LocalTime iso={deadline} className="font-medium text-ink" />
      {leftMs !== null && `, in ${formatTimeLeft(leftMs)}`}. This is our estimate.
    </>
  );
}

const MINUTE_MS = 60_000;

/** The window starts when the payment window shows the address, as far as we can tell. */
export function estimateDeadline(
  events: readonly TransactionEventView[],
  windowMinutes: number | null,
): string | null {
  const shown = events.findLast(({ status }) => status === 'awaiting_deposit');
  if (!shown || windowMinutes === null) return null;
  return new Date(Date.parse(shown.recordedAt) + windowMinutes * MINUTE_MS).toISOString();
}

/** "5 h 58 min". Rounded down, so that nobody is told to have more time than is left. */
export function formatTimeLeft(leftMs: number): string {
  const minutes = Math.floor(leftMs / MINUTE_MS);
  if (minutes < 1) return 'less than a minute';
  const hours = Math.floor(minutes / 60);
  return hours === 0 ? `${minutes} min` : `${hours} h ${minutes % 60} min`;
}
