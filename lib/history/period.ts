/** Days are written as YYYY-MM-DD. */

const DAY_MS = 24 * 60 * 60_000;

/** Whether this runtime knows the zone. Zones are IANA names, for example Europe/Berlin. */
export function isTimeZone(zone: string): boolean {
  try {
    return Boolean(Intl.DateTimeFormat('en', { timeZone: zone }));
  } catch {
    return false;
  }
}

/** From the start of the first day to the start of the day after the last one. */
export function periodOf({
  from,
  to,
  zone = 'UTC',
}: {
  from?: string;
  to?: string;
  zone?: string;
}) {
  return {
    start: from === undefined ? undefined : startOfDay(from, zone),
    end: to === undefined ? undefined : startOfDay(dayAfter(to), zone),
  };
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + DAY_MS).toISOString().slice(0, 10);
}

/** The first moment of a day. Where clocks are put forward at midnight, the day starts at 01:00. */
export function startOfDay(day: string, zone: string): Date {
  const midnightUtcMs = Date.parse(day);
  const guessMs = midnightUtcMs - offsetMs(midnightUtcMs, zone);
  const correctedMs = midnightUtcMs - offsetMs(guessMs, zone);
  const exact = offsetMs(correctedMs, zone) === offsetMs(guessMs, zone);
  return new Date(exact ? correctedMs : Math.max(guessMs, correctedMs));
}

/** How far a zone's clocks are ahead of UTC. */
function offsetMs(atMs: number, zone: string): number {
  const format = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' });
  const name = format.formatToParts(atMs).find(({ type }) => type === 'timeZoneName')?.value ?? '';
  // "GMT+05:30", with seconds in zones of the distant past; "GMT" alone is UTC.
  const [, sign, ...digits] = /([+-])(\d\d):(\d\d)(?::(\d\d))?/.exec(name) ?? [];
  const [hours = 0, minutes = 0, seconds = 0] = digits.map((part) => Number(part ?? 0));
  return (sign === '-' ? -1 : 1) * ((hours * 60 + minutes) * 60 + seconds) * 1000;
}
