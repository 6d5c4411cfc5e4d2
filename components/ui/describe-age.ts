const format = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/**
 * How long ago a moment was, in words. Clocks differ a little, so a moment that seems to lie in the
 * future counts as now.
 */
export function describeAge(iso: string, nowMs: number): string {
  const ageMs = nowMs - Date.parse(iso);
  if (ageMs < 10 * SECOND_MS) return 'just now';
  if (ageMs < MINUTE_MS) return format.format(-Math.floor(ageMs / (10 * SECOND_MS)) * 10, 'second');
  if (ageMs < HOUR_MS) return format.format(-Math.floor(ageMs / MINUTE_MS), 'minute');
  if (ageMs < DAY_MS) return format.format(-Math.floor(ageMs / HOUR_MS), 'hour');
  return format.format(-Math.floor(ageMs / DAY_MS), 'day');
}
