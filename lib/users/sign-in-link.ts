import 'server-only';
import { createHash, randomBytes } from 'node:crypto';
import { cookies } from 'next/headers';
import { env } from '../env';

/**
 * Links in emails. A link signs in only in the browser that asked for it, since others can send their
 * links to a customer, and only after a click on a page, since mail scanners open links.
 */

export const LINK_HOURS = 24;
export const SIGN_IN_LINK_MAX_AGE_S = LINK_HOURS * 3_600;

const COOKIE = 'sign-in-browser';

/** This browser's random ID, which next-auth passes on to the link. Only in actions: sets a cookie. */
export async function rememberBrowser(): Promise<string> {
  const jar = await cookies();
  const browser = jar.get(COOKIE)?.value ?? randomBytes(32).toString('base64url');
  jar.set(COOKIE, browser, {
    httpOnly: true,
    sameSite: 'lax',
    secure: env().AUTH_URL.startsWith('https:'),
    maxAge: SIGN_IN_LINK_MAX_AGE_S,
  });
  return browser;
}

/** The page that a link leads to, from the URL that next-auth would have put into the email. */
export function confirmationUrl(callbackUrl: string, browser: string): string {
  const { searchParams } = new URL(callbackUrl);
  searchParams.set('browser', hash(searchParams.get('token'), browser));
  return new URL(`/sign-in/confirm?${searchParams}`, env().AUTH_URL).href;
}

/** Whether the browser with these cookies asked for the link. */
export function isOwnLink(
  link: URLSearchParams,
  jar: { get: (name: string) => { value: string } | undefined },
): boolean {
  const browser = jar.get(COOKIE)?.value;
  return browser !== undefined && link.get('browser') === hash(link.get('token'), browser);
}

function hash(token: string | null, browser: string): string {
  return createHash('sha256').update(`${token} ${browser}`).digest('base64url');
}
