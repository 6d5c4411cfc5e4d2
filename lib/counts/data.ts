import 'server-only';
import { db } from '../db';
import { type CountMeasure, TransactionType } from '../generated/prisma/enums';
import { type Counts, type Overview, toOverview } from './overview';
import { type OverviewFilter, periods } from './schema';

const DAY_MS = 24 * 60 * 60_000;

/** What happened in the period up to `now`, from counts that triggers keep (docs/decisions/0020). */
export async function getOverview({ period, type }: OverviewFilter, now: Date): Promise<Overview> {
  const days = daysUpTo(now, periods[period].days);
  const types = type ? [type] : Object.values(TransactionType);
  return toOverview(days, types, await getCounts(days[0] ?? dayOf(now), type));
}

/** As YYYY-MM-DD in UTC, oldest first. */
function daysUpTo(now: Date, count: number): string[] {
  return Array.from({ length: count }, (_, index) =>
    dayOf(new Date(now.getTime() - (count - 1 - index) * DAY_MS)),
  );
}

function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10);
}

type Row = {
  day: string | null;
  measure: CountMeasure;
  type: string;
  key: string;
  detail: string | null;
  count: number;
  amount: string;
};

/**
 * The counts from a day on, of one type and of what has no type, such as a delivery. One statement
 * adds them up in three ways, because 90 days are 20,000 rows: as three groupBy calls of Prisma it
 * takes 120 ms, of which 60 are spent in Prisma, and as one 40 ms.
 */
async function getCounts(from: string, type: TransactionType | undefined): Promise<Counts> {
  const rows = await db().$queryRaw<Row[]>`
    SELECT day::text, measure::text, type, key, detail,
      sum(count)::float8 AS count, trim_scale(sum(amount))::text AS amount
    FROM daily_counts
    WHERE day >= ${from}::date AND type = ANY (${type ? [type, ''] : ['buy', 'sell', '']})
    GROUP BY GROUPING SETS
      ((measure, type, key, detail), (measure, type, key), (day, measure, type, key))
    HAVING day IS NULL OR measure IN ('orders', 'completed', 'fiat_volume')`;
  const counts: Counts = { totals: [], volumes: [], byDay: new Map() };
  for (const { day, detail, ...row } of rows) {
    if (day !== null) counts.byDay.set(day, [...(counts.byDay.get(day) ?? []), row]);
    else if (detail !== null) counts.totals.push({ ...row, detail });
    else counts.volumes.push(row);
  }
  return counts;
}
