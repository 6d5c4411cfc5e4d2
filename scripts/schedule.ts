import { secondsUntilNextCheck } from '../lib/reconciliation/schedule';

/**
 * What the schedule of checks costs and how fresh it keeps what nobody tells us of: every webhook
 * and socket message is assumed lost. Pure arithmetic over a day in the life of open transactions,
 * whose ages are spread evenly over that day; one in a hundred is being looked at.
 */

const DAY_SECONDS = 24 * 3600;
const SAMPLES = 2_000;
const WATCHED_SHARE = 0.01;
/** What one process checks: 8 at a time (reconciliation/loop.ts), with a provider that takes 100 ms. */
const CHECKS_PER_SECOND = 8 / 0.1;

type Interval = { ageSeconds: number; lengthSeconds: number };

/** The intervals between the checks of one transaction that stays pending, and tells nothing. */
function intervalsOfADay(watched: boolean): Interval[] {
  const intervals: Interval[] = [];
  for (let ageSeconds = 0; ageSeconds < DAY_SECONDS; ) {
    const lengthSeconds = secondsUntilNextCheck({
      status: 'pending',
      ageSeconds,
      sinceChangeSeconds: ageSeconds,
      sinceViewedSeconds: watched ? 0 : null,
      retryPossible: false,
      failedChecks: 0,
    });
    if (lengthSeconds === null) break;
    intervals.push({ ageSeconds, lengthSeconds });
    ageSeconds += lengthSeconds;
  }
  return intervals;
}

/** How long a change waits to be seen, at evenly spread moments of the day. */
function waits(intervals: Interval[]): number[] {
  return Array.from({ length: SAMPLES }, (_, index) => {
    const moment = ((index + 0.5) / SAMPLES) * DAY_SECONDS;
    const current = intervals.findLast(({ ageSeconds }) => ageSeconds <= moment);
    return current ? current.ageSeconds + current.lengthSeconds - moment : 0;
  });
}

function row(open: number) {
  const watched = open === 1 ? 0 : Math.round(open * WATCHED_SHARE);
  const [quietDay, watchedDay] = [intervalsOfADay(false), intervalsOfADay(true)];
  const checksPerDay = (open - watched) * quietDay.length + watched * watchedDay.length;
  const checksPerSecond = checksPerDay / DAY_SECONDS;
  const processes = Math.max(1, Math.ceil(checksPerSecond / CHECKS_PER_SECOND));
  const sorted = waits(quietDay).sort((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.floor(share * sorted.length)] ?? 0);
  return {
    'open transactions': open.toLocaleString('en'),
    'GETs each, per day': Math.round(checksPerDay / open),
    'GETs per second': Number(checksPerSecond.toFixed(2)),
    processes,
    'unseen for, watched (s)': `${watched ? 5 : '–'}`,
    'median (s)': at(0.5),
    'p99 (s)': at(0.99),
  };
}

console.table([1, 100, 10_000, 1_000_000].map(row));
