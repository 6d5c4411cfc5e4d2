import 'server-only';
import { db } from '../db';
import type { Prisma } from '../generated/prisma/client';
import { TransactionType } from '../generated/prisma/enums';
import { type Counts, type Overview, toOverview } from './overview';
import { type OverviewFilter, periods } from './schema';

const DAY_MS = 24 * 60 * 60_000;

/** What happened in the period up to `now`, from counts that triggers keep (docs/decisions/0020). */
export async function getOverview({ period, type }: OverviewFilter, now: Date): Promise<Overview> {
  const days = daysUpTo(now, periods[period].days);
  const where = {
    day: { gte: new Date(days[0] ?? now) },
    // What has no type, such as a delivery, is counted for either.
    ...(type && { type: { in: [type, ''] } }),
  };
  const [totals, volumes, byDay] = await Promise.all([
    getTotals(where),
    getVolumes(where),
    getDays(where),
  ]);
  const types = type ? [type] : Object.values(TransactionType);
  return toOverview(days, types, { totals, volumes, byDay });
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

async function getTotals(where: Prisma.DailyCountWhereInput): Promise<Counts['totals']> {
  const rows = await db().dailyCount.groupBy({
    by: ['measure', 'type', 'key', 'detail'],
    where,
    _sum: { count: true },
  });
  return rows.map(({ _sum, ...row }) => ({ ...row, count: Number(_sum.count) }));
}

/** Decimals are added up by the database, which is exact. */
async function getVolumes(where: Prisma.DailyCountWhereInput): Promise<Counts['volumes']> {
  const rows = await db().dailyCount.groupBy({
    by: ['measure', 'type', 'key'],
    where: { ...where, measure: { in: ['completed', 'fiat_volume'] } },
    _sum: { count: true, amount: true },
  });
  return rows.map(({ _sum, ...row }) => ({ ...row, ...readSums(_sum) }));
}

async function getDays(where: Prisma.DailyCountWhereInput): Promise<Counts['byDay']> {
  const rows = await db().dailyCount.groupBy({
    by: ['day', 'measure', 'type', 'key'],
    where: { ...where, measure: { in: ['orders', 'completed', 'fiat_volume'] } },
    _sum: { count: true, amount: true },
  });
  return rows.map(({ _sum, day, ...row }) => ({ ...row, day: dayOf(day), ...readSums(_sum) }));
}

function readSums({ count, amount }: { count: bigint | null; amount: Prisma.Decimal | null }) {
  return { count: Number(count), amount: amount?.toFixed() ?? '0' };
}
