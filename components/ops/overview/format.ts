import type { LearnedFrom } from '@/lib/counts/overview';

const units = [
  { name: 'd', ms: 86_400_000 },
  { name: 'h', ms: 3_600_000 },
  { name: 'min', ms: 60_000 },
  { name: 's', ms: 1_000 },
];

const twoDigits = new Intl.NumberFormat('en', { maximumSignificantDigits: 2 });

/** To two digits, since the counts know it to about 10 %: "4.2 min". */
export function formatDuration(ms: number | null): string {
  if (ms === null) return '—';
  const unit = units.find((candidate) => ms >= candidate.ms);
  return unit ? `${twoDigits.format(ms / unit.ms)} ${unit.name}` : `${twoDigits.format(ms)} ms`;
}

const dayFormat = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
});

/** "2026-04-01" as "1 Apr". */
export function formatDay(day: string): string {
  return dayFormat.format(new Date(day));
}

const shareFormat = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 0 });

/** Empty without anything to have a share of. */
export function formatShare(part: number, whole: number): string {
  return whole > 0 ? shareFormat.format(part / whole) : '';
}

export function formatCount(count: number): string {
  return count.toLocaleString('en');
}

export const learnedNames: Record<LearnedFrom, string> = {
  webhook: 'Webhook first',
  socket: 'Socket first',
  widget: 'Widget first',
  check_before_report: 'Check, ahead of the report',
  check: 'Check, no report',
};
