'use client';
import { useSyncExternalStore } from 'react';
import { useTimeZone } from './time-zone';

type LocalTimeProps = { iso: string; locale?: string; className?: string };

/** "14:02" for a time of today, else with its date, in the chosen time zone. */
export function LocalTime({ iso, locale = 'en-GB', className }: LocalTimeProps) {
  const timeZone = useTimeZone();
  const text = useSyncExternalStore(
    neverChanges,
    () => describeTime(new Date(iso), new Date(), locale, timeZone),
    () => `${iso.slice(0, 16).replace('T', ' ')} UTC`,
  );
  return (
    <time dateTime={iso} title={formatUtc(iso)} className={className}>
      {text}
    </time>
  );
}

const neverChanges = () => () => {};

export function describeTime(time: Date, now: Date, locale: string, timeZone?: string): string {
  const dayOf = (date: Date) => date.toLocaleDateString(locale, { timeZone });
  return dayOf(time) === dayOf(now)
    ? time.toLocaleTimeString(locale, { timeStyle: 'short', timeZone })
    : time.toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone });
}

/** "2026-04-01 14:02:33 UTC", the same on the server and in every browser. */
export function formatUtc(iso: string): string {
  return iso.replace('T', ' ').replace(/(\.\d+)?Z$/, ' UTC');
}
