import { isIP } from 'node:net';

/**
 * The end user's address behind `hops` reverse proxies of ours, each of which appends the address it
 * was called from. Entries further left are the client's own words and never used; without a
 * trusted proxy there is no entry that a client could not have chosen, hence no address.
 */
export function clientIpFrom(forwardedFor: string | null, hops: number): string | undefined {
  if (hops === 0 || !forwardedFor) return undefined;
  const entry = forwardedFor.split(',').at(-hops)?.trim();
  return entry && isIP(entry) ? entry : undefined;
}
