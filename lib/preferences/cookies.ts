import 'server-only';
import { cookies } from 'next/headers';
import { env } from '../env';
import { type Preferences, preferencesSchema } from './schema';

const names = { theme: 'theme', timeZone: 'time_zone' } as const;
const MAX_AGE_S = 365 * 24 * 3_600;

/**
 * The preferences of the browser that sent the request. They are in cookies, not in the database,
 * because a phone can need another theme, and the sign-in page has one, too.
 */
export async function loadPreferences(): Promise<Preferences> {
  const received = await cookies();
  const { theme, timeZone } = preferencesSchema.shape;
  // One by one: a cookie can contain anything, and one that was just deleted is an empty string.
  return {
    theme: theme.safeParse(received.get(names.theme)?.value).data,
    timeZone: timeZone.safeParse(received.get(names.timeZone)?.value).data,
  };
}

export async function savePreferences(preferences: Preferences): Promise<void> {
  const store = await cookies();
  for (const key of ['theme', 'timeZone'] as const) {
    const value = preferences[key];
    if (value === undefined) store.delete(names[key]);
    else
      store.set(names[key], value, {
        httpOnly: true,
        sameSite: 'lax',
        secure: env().AUTH_URL.startsWith('https:'),
        maxAge: MAX_AGE_S,
      });
  }
}
