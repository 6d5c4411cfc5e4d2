import type { Source, TransactionStatus, TransactionType } from '@/lib/generated/prisma/enums';
import { isOpen } from '@/lib/transactions/status';
import type { TransactionEventView, TransactionView } from '@/lib/transactions/views';
import { stepNames, stepReached } from './flow';
import { unconfirmedReport } from './reported';

export type TimelineEntry = Step & {
  /** Counted from the first entry, so that a step keeps its place when it happens. */
  place: number;
};

type Step = {
  title: string;
  state: 'done' | 'failed' | 'cancelled' | 'upcoming';
  /** When it happened: by Proof's clock where Proof sent a time. Null for what is still to come. */
  time: string | null;
  /** How we learned of it, and what our app did then. */
  notes: string[];
};

type Change = TransactionEventView & { status: TransactionStatus };

const titles: Record<TransactionType, Record<'processing' | 'completed', string>> = {
  buy: { processing: 'Payment received', completed: 'Crypto delivered' },
  sell: { processing: 'Deposit received', completed: 'Payout sent' },
};

/** The page of the event log: its first sequence, and the one that it ends before. */
export type LogPage = { from: number; before: number | undefined };

/**
 * A transaction's history in the customer's words, newest first: one entry per confirmed step,
 * below the steps that are still to come. Those are listed so that a live change fills its place
 * instead of moving what is there. Of the reports, `events` has those of one page of the log.
 */
export function timelineEntries(
  transaction: TransactionView,
  events: readonly TransactionEventView[],
  log: LogPage,
): TimelineEntry[] {
  const changes = statusChanges(events);
  const placed: Step = {
    title: 'Order placed',
    state: 'done',
    time: transaction.createdAt,
    notes: ['Proof opened a session for it.'],
  };
  const confirmed = changes
    .map((change, index) => entryOf(transaction, change, changes.slice(0, index), events, log))
    // The first pending says no more than that the order exists.
    .filter((_, index) => index > 0 || changes[0]?.status !== 'pending');
  const steps = [placed, ...confirmed, ...upcomingEntries(transaction, changes.at(-1))];
  return steps.map((step, place) => ({ ...step, place })).reverse();
}

/** The facts that changed the status. Others only updated an amount. */
function statusChanges(events: readonly TransactionEventView[]): Change[] {
  const applied = events.filter((event): event is Change => event.factOutcome === 'applied');
  return applied.filter(({ status }, index) => status !== applied[index - 1]?.status);
}

function entryOf(
  transaction: TransactionView,
  change: Change,
  earlier: Change[],
  events: readonly TransactionEventView[],
  log: LogPage,
): Step {
  const { type } = transaction;
  const { status } = change;
  const time = change.providerTime ?? change.recordedAt;
  const sideEffects = events.filter(({ kind }) => kind === 'side_effect');
  const notes = [
    howLearned(change, earlier.at(-1), events, log),
    ...(status === 'completed' ? sideEffects.map(({ reason }) => reason) : []),
  ];
  if (status === 'processing' || status === 'completed')
    return { title: titles[type][status], state: 'done', time, notes };
  if (status === 'pending')
    return { title: 'Started again in the payment window', state: 'done', time, notes };
  // Only the last failure can use them: they are the transaction's newest.
  const isLast = transaction.status === status && change === statusChanges(events).at(-1);
  const older = !isLast && { cryptoAmount: null, funded: false };
  const progress = { ...transaction, status, ...older };
  const step = stepReached(progress, earlier).toLowerCase();
  return {
    title: `${status === 'failed' ? 'Failed' : 'Cancelled'} at ${step}`,
    state: status,
    time,
    notes,
  };
}

/**
 * What an open transaction waits for, in order. The next one shows an unconfirmed report. A delivered
 * transaction can be newer than the events so far, so the last of those says what is still to come.
 */
function upcomingEntries(transaction: TransactionView, last: Change | undefined): Step[] {
  const { type } = transaction;
  const status = last?.status ?? (isOpen(transaction.status) ? 'pending' : transaction.status);
  if (!isOpen(status)) return [];
  const [, first, second] = stepNames[type];
  const report = unconfirmedReport(transaction);
  const upcoming = status === 'processing' ? [second] : [first, second];
  return upcoming.map((title, index) => ({
    title,
    state: 'upcoming',
    time: null,
    notes: [index === 0 ? waitingNote(title, report) : `Follows the ${first.toLowerCase()}.`],
  }));
}

function waitingNote(step: string, report: string | null): string {
  return report
    ? `Reported: ${report}. Asking Proof to confirm it.`
    : `Waiting for the ${step.toLowerCase()}.`;
}

const channels: Partial<Record<Source, string>> = {
  webhook: 'a webhook',
  socket: 'the WebSocket',
  widget: 'the payment window',
};

/** "Confirmed by asking Proof; no webhook arrived." */
function howLearned(
  change: Change,
  previous: Change | undefined,
  events: readonly TransactionEventView[],
  log: LogPage,
): string {
  const changes = statusChanges(events);
  const hints = events.filter(
    (event) => event.kind === 'hint' && changeReportedBy(event, changes) === change,
  );
  const before = hints.filter(({ sequence }) => sequence < change.sequence);
  const reporters = [...new Set(before.map(({ source }) => channels[source] ?? source))];
  if (reporters.length > 0) {
    const named = new Intl.ListFormat('en').format(reporters);
    return `Reported by ${named}, then confirmed by asking Proof.`;
  }
  const haveAllReports = log.before === undefined && (previous?.sequence ?? log.from) >= log.from;
  if (!haveAllReports) return 'Confirmed by asking Proof.';
  const later = hints.some(({ source }) => source === 'webhook');
  return `Confirmed by asking Proof; ${later ? 'a webhook arrived later' : 'no webhook arrived'}.`;
}

/** The change that a hint announces, or, when the hint is late, the one it repeats. */
function changeReportedBy(hint: TransactionEventView, changes: Change[]): Change | undefined {
  const reported = widgetStatuses[hint.status ?? ''] ?? hint.status;
  const next = changes.find(({ sequence }) => sequence > hint.sequence);
  if (next?.status === reported) return next;
  return changes.findLast(
    ({ sequence, status }) => sequence < hint.sequence && status === reported,
  );
}

/** What the widget's own statuses announce. */
const widgetStatuses: Record<string, TransactionStatus> = {
  paid: 'processing',
  order_scheduled: 'processing',
  succeeded: 'completed',
  order_failed: 'failed',
  failed_exchange: 'failed',
  descriptor_failed: 'failed',
};
