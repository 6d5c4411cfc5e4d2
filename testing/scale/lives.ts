import type { TransactionStatus } from '../../lib/proof-api/schema';
import { intervals, secondsUntilNextCheck } from '../../lib/reconciliation/schedule';

const DAY = 24 * 3600;

/** What happens to an order. Times are in seconds since it was placed. */
export type Life = {
  name: string;
  /** Of all orders. An assumption of ours. */
  share: number;
  pageOpenFor: number;
  changes: { at: number; status: TransactionStatus }[];
};

export const lives: readonly Life[] = [
  {
    name: 'completed with the page open',
    share: 0.5,
    pageOpenFor: 240,
    changes: [
      { at: 120, status: 'processing' },
      { at: 220, status: 'completed' },
    ],
  },
  {
    name: 'left, completed an hour later',
    share: 0.05,
    pageOpenFor: 60,
    changes: [
      { at: 3_600, status: 'processing' },
      { at: 3_900, status: 'completed' },
    ],
  },
  { name: 'abandoned after a minute', share: 0.4, pageOpenFor: 60, changes: [] },
  { name: 'failed', share: 0.05, pageOpenFor: 120, changes: [{ at: 90, status: 'failed' }] },
];

/** For comparison with the documented polling. */
export const unwatched: Life = {
  ...{ name: 'open for a day, nobody looks', share: 0 },
  ...{ pageOpenFor: 0, changes: [] },
};

/** The times of all checks before `until`, by the schedule, if all webhooks arrive or all are lost. */
export function checksOf(life: Life, webhooks: 'arrive' | 'lost', until = 60 * DAY): number[] {
  const checks: number[] = [];
  let status: TransactionStatus = 'pending';
  let changedAt = 0;
  let due: number | null = life.pageOpenFor > 0 ? intervals.pageOpened : intervals.firstCheck;
  const check = (at: number) => {
    checks.push(at);
    const found = statusAt(life, at);
    if (found !== status) changedAt = at;
    status = found;
    const seconds = secondsUntilNextCheck({
      ...{ status, ageSeconds: at, sinceChangeSeconds: at - changedAt, failedChecks: 0 },
      sinceViewedSeconds: secondsSinceViewed(life, at),
      retryPossible: at < intervals.session,
    });
    due = seconds === null ? null : at + seconds;
  };
  const hints = webhooks === 'arrive' ? life.changes.map(({ at }) => at) : [];
  for (const hint of [...hints, Number.POSITIVE_INFINITY]) {
    while (due !== null && due < Math.min(hint, until)) check(due);
    if (hint >= until) break;
    changedAt = hint;
    const earliest = (checks.at(-1) ?? 0) + intervals.minBetweenChecks;
    due = Math.min(due ?? Number.POSITIVE_INFINITY, Math.max(hint, earliest));
  }
  return checks;
}

/** What Proof would say. */
export function statusAt({ changes }: Life, seconds: number): TransactionStatus {
  return changes.findLast(({ at }) => at <= seconds)?.status ?? 'pending';
}

function secondsSinceViewed({ pageOpenFor }: Life, at: number): number | null {
  if (pageOpenFor === 0) return null;
  const heartbeats = Math.floor(Math.min(at, pageOpenFor) / intervals.heartbeat);
  return at - heartbeats * intervals.heartbeat;
}

/** GETs of one life, if this share of the webhooks is lost. */
export function getsOf(life: Life, lost: number, until?: number): number {
  const gets = (webhooks: 'arrive' | 'lost') => checksOf(life, webhooks, until).length;
  return (1 - lost) * gets('arrive') + lost * gets('lost');
}

/** Requests of the documented polling, which ends at a terminal status. An open order counts a day. */
export function pollsOf({ changes }: Life, everySeconds: number): number {
  const final = changes.find(({ status }) => status !== 'pending' && status !== 'processing');
  return (final?.at ?? DAY) / everySeconds;
}
