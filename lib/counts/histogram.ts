/**
 * Durations are counted in buckets that grow by 20 %, as `duration_bucket` in the database numbers
 * them: bucket n starts at 1.2^n ms. So a percentile read from the counts is off by at most 10 %.
 */
const GROWTH = 1.2;

export type Bucket = { number: number; count: number };

const middleMs = ({ number }: Bucket) => GROWTH ** (number + 0.5);

/** The duration that a share of all durations do not exceed; null without any. */
export function percentileMs(buckets: readonly Bucket[], share: number): number | null {
  const total = countIn(buckets);
  let counted = 0;
  for (const bucket of buckets.toSorted((a, b) => a.number - b.number)) {
    counted += bucket.count;
    if (total > 0 && counted >= share * total) return middleMs(bucket);
  }
  return null;
}

const unitMs = { s: 1_000, min: 60_000, h: 3_600_000, d: 86_400_000 };

type Bound = [value: number, unit: keyof typeof unitMs];

/** The bounds of the bars of a chart. */
const bounds: Bound[] = [
  ...[0, 0.1, 0.3, 1, 3, 10, 30].map((value): Bound => [value, 's']),
  ...[1, 3, 10, 30].map((value): Bound => [value, 'min']),
  ...[1, 3, 10].map((value): Bound => [value, 'h']),
  ...[1, 3].map((value): Bound => [value, 'd']),
];

export type Bar = { name: string; count: number };

/** The buckets as bars between round bounds, without the empty bars at either end. */
export function barsOf(buckets: readonly Bucket[]): Bar[] {
  const bars = bounds.map((start, index) => {
    const end = bounds[index + 1];
    const inside = buckets.filter((bucket) => {
      const middle = middleMs(bucket);
      return middle >= msOf(start) && (!end || middle < msOf(end));
    });
    return { name: nameOf(start, end), count: countIn(inside) };
  });
  const first = bars.findIndex(({ count }) => count > 0);
  return first < 0 ? [] : bars.slice(first, bars.findLastIndex(({ count }) => count > 0) + 1);
}

function msOf([value, unit]: Bound): number {
  return value * unitMs[unit];
}

/** "3–10 s", "30 s–1 min" or "over 3 d". */
function nameOf([value, unit]: Bound, end: Bound | undefined): string {
  if (!end) return `over ${value} ${unit}`;
  return `${value}${unit === end[1] ? '' : ` ${unit}`}–${end.join(' ')}`;
}

function countIn(buckets: readonly Bucket[]): number {
  return buckets.reduce((sum, { count }) => sum + count, 0);
}
