import 'server-only';
import { headers } from 'next/headers';

/** The path and query of the page, also for the server actions on it. Set by proxy.ts. */
export const PATH_HEADER = 'x-path';

const SIGN_IN = '/sign-in';
const HOME = '/';
/** Paths are resolved as browsers do it, to see whether they lead to another host. */
const ANY_ORIGIN = 'http://app.invalid';

/** The sign-in page, which leads back to the page that the request is for. */
export async function signInUrl(): Promise<string> {
  return signInUrlFor(await currentPath());
}

/** The sign-in page again, after an attempt on it that failed with one of next-auth's error types. */
export async function failedSignInUrl(error: string): Promise<string> {
  return signInUrlFor(await returnPath(), error);
}

/** Where a sign-in on the current page leads: to a path of this app. */
export async function returnPath(): Promise<string> {
  const { searchParams } = new URL(await currentPath(), ANY_ORIGIN);
  return ownPath(searchParams.get('next') ?? HOME);
}

/** The path, or the home page for a URL of another host, which a forged link can contain. */
export function ownPath(path: string): string {
  if (!URL.canParse(path, ANY_ORIGIN)) return HOME;
  const { origin, pathname, search } = new URL(path, ANY_ORIGIN);
  // "/.//evil.example" resolves to a path that browsers take for another host.
  const isOwn = origin === ANY_ORIGIN && !pathname.startsWith('//');
  return isOwn ? pathname + search : HOME;
}

function signInUrlFor(next: string, error?: string): string {
  const query = new URLSearchParams({
    ...(error && { error }),
    ...(next !== HOME && { next }),
  });
  return query.size === 0 ? SIGN_IN : `${SIGN_IN}?${query}`;
}

async function currentPath(): Promise<string> {
  return (await headers()).get(PATH_HEADER) ?? HOME;
}
