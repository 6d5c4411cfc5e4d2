'use client';
import { useSyncExternalStore } from 'react';

/** "14:02" for a time of today, else with its date, in the browser's time zone. */
export function LocalTime({ iso, locale }: { iso: string; locale: string }) {
  const text = useSyncExternalStore(
    neverChanges,
    () => describeTime(new Date(iso), new Date(), locale),
    () => `${iso.slice(0, 16).replace('T', ' ')} UTC`,
  );
  return <time dateTime={iso}>{text}</time>;
}

const neverChanges = () => () => {};

export function describeTime(time: Date, now: Date, locale: string): string {
  if (time.toDateString() === now.toDateString())
    return time.toLocaleTimeString(locale, { timeStyle: 'short' });
  return time.toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'short' });
}
