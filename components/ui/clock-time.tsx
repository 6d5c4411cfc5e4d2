'use client';
import { useNowMs } from './relative-time';

/** "14:02", or "16 Nov, 14:02" for another day, in the browser's time zone. In UTC on the server. */
export function ClockTime({ iso, className }: { iso: string; className?: string }) {
  const nowMs = useNowMs();
  return (
    <time dateTime={iso} title={formatUtc(iso)} className={className}>
      {nowMs === null ? formatUtc(iso) : formatClock(new Date(iso), new Date(nowMs))}
    </time>
  );
}

/** "2026-04-01 14:02:33 UTC" */
export function formatUtc(iso: string): string {
  return iso.replace('T', ' ').replace(/(\.\d+)?Z$/, ' UTC');
}

const clock: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' };

export function formatClock(time: Date, now: Date): string {
  if (time.toDateString() === now.toDateString()) return time.toLocaleTimeString('en-GB', clock);
  const year = time.getFullYear() === now.getFullYear() ? {} : ({ year: 'numeric' } as const);
  return time.toLocaleString('en-GB', { ...clock, ...year, day: 'numeric', month: 'short' });
}
