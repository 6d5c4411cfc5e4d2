'use client';
import { useSyncExternalStore } from 'react';
import { formatUtc } from './local-time';
import { useTimeZone } from './time-zone';

/** "2 minutes ago", kept up to date. Hovering shows the exact time in UTC and in the chosen zone. */
export function RelativeTime({ iso, className }: { iso: string; className?: string }) {
  const nowMs = useNowMs();
  const timeZone = useTimeZone();
  const utc = formatUtc(iso);
  return (
    <time
      // React keeps a suppressed difference, so a new element replaces it after hydration.
      key={nowMs === null ? 'server' : 'browser'}
      dateTime={iso}
      title={utc}
      // Not before it is shown: a page has many times, and the first exact one takes long.
      onPointerEnter={({ currentTarget }) => {
        currentTarget.title = `${utc} · ${formatTime(new Date(iso), timeZone)}`;
      }}
      suppressHydrationWarning
      className={className}
    >
      {describeAge(iso, nowMs ?? Date.now())}
    </time>
  );
}

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** The time in the browser, kept up to date, or null while the server's page is being hydrated. */
export function useNowMs(): number | null {
  return useSyncExternalStore(subscribe, readClock, readNoClock);
}

/** By time zone. Creating a format takes much longer than using it, and lists have many times. */
const timeFormats = new Map<string | undefined, Intl.DateTimeFormat>();

/** The exact time with its zone, in the browser's zone unless one is given. */
export function formatTime(time: Date, timeZone: string | undefined): string {
  const format =
    timeFormats.get(timeZone) ??
    new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long', timeZone });
  timeFormats.set(timeZone, format);
  return format.format(time);
}

/**
 * Clocks differ a little, so a time that seems to be in the future counts as now. By hand, as in
 * `formatAmount`.
 */
export function describeAge(iso: string, nowMs: number): string {
  const ageMs = nowMs - Date.parse(iso);
  if (ageMs < 10 * SECOND_MS) return 'just now';
  if (ageMs < MINUTE_MS) return `${Math.floor(ageMs / (10 * SECOND_MS))}0 seconds ago`;
  if (ageMs < HOUR_MS) return ago(ageMs / MINUTE_MS, 'minute');
  if (ageMs < DAY_MS) return ago(ageMs / HOUR_MS, 'hour');
  return ageMs < 2 * DAY_MS ? 'yesterday' : ago(ageMs / DAY_MS, 'day');
}

function ago(age: number, unit: string): string {
  const units = Math.floor(age);
  return `${units} ${unit}${units === 1 ? '' : 's'} ago`;
}

const TICK_MS = 10_000;

/** All relative times on a page share one timer, which runs while there are any. */
const listeners = new Set<() => void>();
let clockMs = 0;
let timer: ReturnType<typeof setInterval> | undefined;

function subscribe(listener: () => void): () => void {
  clockMs = Date.now();
  if (listeners.size === 0) timer = setInterval(tick, TICK_MS);
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearInterval(timer);
  };
}

function tick() {
  clockMs = Date.now();
  for (const listener of listeners) listener();
}

function readClock(): number {
  if (clockMs === 0) clockMs = Date.now();
  return clockMs;
}

/** The server and the first render in the browser have no common clock. */
const readNoClock = () => null;
