'use client';
import { createContext, type ReactNode, use } from 'react';

const TimeZoneContext = createContext<string | undefined>(undefined);

type TimeZoneProviderProps = { timeZone: string | undefined; children: ReactNode };

export function TimeZoneProvider({ timeZone, children }: TimeZoneProviderProps) {
  return <TimeZoneContext value={timeZone}>{children}</TimeZoneContext>;
}

/** The chosen time zone. Undefined: the browser's, which the server doesn't know. */
export function useTimeZone(): string | undefined {
  return use(TimeZoneContext);
}
