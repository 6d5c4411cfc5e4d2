import { z } from 'zod';
import { transactionTypeSchema } from '../proof-api/schema';
import { readSearchParams, type SearchParams, searchOf } from '../search-params';

/** The last days up to today, in UTC. */
const periodSchema = z.enum(['today', '7', '30', '90']);
type Period = z.infer<typeof periodSchema>;

export const periods: Record<Period, { days: number; name: string }> = {
  today: { days: 1, name: 'Today' },
  7: { days: 7, name: '7 days' },
  30: { days: 30, name: '30 days' },
  90: { days: 90, name: '90 days' },
};

const overviewSchema = z.object({
  period: periodSchema.default('7'),
  type: transactionTypeSchema.optional(),
});
export type OverviewFilter = z.infer<typeof overviewSchema>;

/** Reads the search parameters of a URL. */
export function readOverviewQuery(params: SearchParams) {
  const { query: filter, unreadable } = readSearchParams(overviewSchema, params);
  return { filter, unreadable };
}

/** The URL of the overview with a filter. */
export function overviewUrl({ period, type }: OverviewFilter): string {
  return `/ops${searchOf({ period: period === '7' ? undefined : period, type })}`;
}
