import { sum } from 'simple-statistics';

/** For METRICS_TOKEN of a process whose metrics are read. */
export const METRICS_TOKEN = 'a-token-of-the-bench-with-32-chars';
export const metricsHeaders = { authorization: `Bearer ${METRICS_TOKEN}` };

/** What `GET /api/metrics` of a process says: the value of a metric, over all its labels. */
export async function readMetrics(url: string): Promise<(name: string) => number> {
  const response = await fetch(url, { headers: metricsHeaders });
  if (!response.ok) throw new Error(`${url} returned ${response.status}.`);
  const text = await response.text();
  return (name) => {
    const values = [...text.matchAll(new RegExp(`^${name}(?:{.*})? (.+)$`, 'gm'))];
    if (values.length === 0) throw new Error(`${url} says nothing of ${name}.`);
    return sum(values.map(([, value]) => Number(value)));
  };
}
