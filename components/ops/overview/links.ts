import { searchOf } from '@/lib/search-params';

/** The rows behind a number. Days are the first and the last one of a period, in UTC. */
type Days = { from: string; to: string };

export function ordersUrl(
  filter: Partial<Days> & { type?: string | undefined; status?: string },
): string {
  return `/ops/transactions${searchOf(filter)}`;
}

export function deliveriesUrl(filter: Days & { outcome?: string }): string {
  return `/ops/deliveries${searchOf(filter)}`;
}

/** Failed calls. */
export function callsUrl(filter: Days & { endpoint?: string; code?: string }): string {
  return `/ops/calls${searchOf({ show: 'failed', ...filter })}`;
}
