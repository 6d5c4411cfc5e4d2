import { intervals, secondsUntilNextCheck } from '../lib/reconciliation/schedule';

/**
 * Calculates what the schedule of checks costs, and how late it notices a change if every webhook
 * and socket message is lost. Assumes that the ages of open transactions are spread evenly over a
 * day, and that one in a hundred is viewed.
 */

const DAY_SECONDS = 24 * 3600;
const SAMPLES = 2_000;
const VIEWED_SHARE = 0.01;
/** One process runs 8 checks at a time (lib/reconciliation/reconciler.ts), of 100 ms each. */
const CHECKS_PER_SECOND = 8 / 0.1;

type Interval = { ageSeconds: number; lengthSeconds: number };

/** The intervals between checks of a transaction that stays pending for a day. */
function intervalsInOneDay(viewed: boolean): Interval[] {
  const day: Interval[] = [];
  for (let ageSeconds = 0; ageSeconds < DAY_SECONDS; ) {
    const lengthSeconds = secondsUntilNextCheck({
      status: 'pending',
      ageSeconds,
      sinceChangeSeconds: ageSeconds,
      sinceViewedSeconds: viewed ? 0 : null,
      retryPossible: false,
      failedChecks: 0,
    });
    if (lengthSeconds === null) break;
    day.push({ ageSeconds, lengthSeconds });
    ageSeconds += lengthSeconds;
  }
  return day;
}

/** How long a change waits for the next check, sampled evenly over the day. */
function waitsUntilChecked(day: Interval[]): number[] {
  return Array.from({ length: SAMPLES }, (_, index) => {
    const moment = ((index + 0.5) / SAMPLES) * DAY_SECONDS;
    const current = day.findLast(({ ageSeconds }) => ageSeconds <= moment);
    return current ? current.ageSeconds + current.lengthSeconds - moment : 0;
  });
}

function row(open: number) {
  const viewed = open === 1 ? 0 : Math.round(open * VIEWED_SHARE);
  const [quietDay, viewedDay] = [intervalsInOneDay(false), intervalsInOneDay(true)];
  const checksPerDay = (open - viewed) * quietDay.length + viewed * viewedDay.length;
  const checksPerSecond = checksPerDay / DAY_SECONDS;
  const processes = Math.max(1, Math.ceil(checksPerSecond / CHECKS_PER_SECOND));
  const sorted = waitsUntilChecked(quietDay).sort((a, b) => a - b);
  const percentile = (share: number) => Math.round(sorted[Math.floor(share * sorted.length)] ?? 0);
  return {
    'open transactions': open.toLocaleString('en'),
    'GETs each, per day': Math.round(checksPerDay / open),
    'GETs per second': Number(checksPerSecond.toFixed(2)),
    processes,
    'delay, viewed (s)': viewed ? `≤ ${intervals.viewed}` : '–',
    'median delay (s)': percentile(0.5),
    'p99 delay (s)': percentile(0.99),
  };
}

console.table([1, 100, 10_000, 1_000_000].map(row));
