/** The part of the cookies of a NextRequest that is needed here. */
type Cookies = {
  getAll: () => { name: string; value: string }[];
  delete: (name: string) => unknown;
};

/**
 * Removes next-auth's cookie with the page to return to if it is no URL. next-auth would call it a
 * problem of the server's configuration and answer 500, also to the request for the session.
 */
export function dropUnreadableCallbackUrl(cookies: Cookies): void {
  for (const { name, value } of cookies.getAll())
    if (name.endsWith('authjs.callback-url') && !isCallbackUrl(value)) cookies.delete(name);
}

/** A path, or a URL of http or https. */
export function isCallbackUrl(url: string): boolean {
  if (url.startsWith('/')) return URL.canParse(url, 'http://app.invalid');
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}
