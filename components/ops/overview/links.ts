/** The rows behind a number. Days are the first and the last one of a period, in UTC. */
type Days = { from: string; to: string };

export function ordersUrl(
  filter: Partial<Days> & { type?: string | undefined; status?: string },
): string {
  return urlOf('/ops/transactions', filter);
}

export function deliveriesUrl(filter: Days & { outcome?: string }): string {
  return urlOf('/ops/deliveries', filter);
}

/** Failed calls. */
export function callsUrl(filter: Days & { endpoint?: string; code?: string }): string {
  return urlOf('/ops/calls', { show: 'failed', ...filter });
}

function urlOf(path: string, filter: Record<string, string | undefined>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(filter)) if (value) params.set(name, value);
  return params.size > 0 ? `${path}?${params}` : path;
}
