'use client';
import { useSyncExternalStore } from 'react';
import { readClock, subscribeToClock } from './clock';
import { describeAge } from './describe-age';

const localFormat: Intl.DateTimeFormatOptions = { dateStyle: 'medium', timeStyle: 'long' };

/** The server and the first render in the browser know no common time. */
const readNoClock = () => null;

/** "2 minutes ago", kept up to date, with the exact time in UTC and in the reader's zone on hover. */
export function RelativeTime({ iso, className }: { iso: string; className?: string }) {
  const nowMs = useSyncExternalStore(subscribeToClock, readClock, readNoClock);
  const utc = iso.replace('T', ' ').replace(/(\.\d+)?Z$/, ' UTC');
  const title =
    nowMs === null ? utc : `${utc} · ${new Date(iso).toLocaleString(undefined, localFormat)}`;
  return (
    <time
      // A new element after hydration, since React leaves a suppressed difference as it is.
      key={nowMs === null ? 'server' : 'browser'}
      dateTime={iso}
      title={title}
      suppressHydrationWarning
      className={className}
    >
      {describeAge(iso, nowMs ?? Date.now())}
    </time>
  );
}
