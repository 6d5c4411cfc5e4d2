import 'server-only';
import { isIP } from 'node:net';
import { headers } from 'next/headers';
import { env } from './env';

/** What a request says about its sender, as far as it can be trusted. */
export async function readRequest(): Promise<{ requestId: string; clientIp: string | undefined }> {
  const received = await headers();
  return {
    requestId: crypto.randomUUID(),
    clientIp: clientIpFrom(received.get('x-forwarded-for'), env().TRUSTED_PROXY_HOPS),
  };
}

/**
 * The end user's address behind `hops` reverse proxies of ours. Each proxy appends the address it
 * was called from; entries further left are written by the client and never used. Without a trusted
 * proxy, a client could have written every entry, so there is no address.
 */
export function clientIpFrom(forwardedFor: string | null, hops: number): string | undefined {
  if (hops === 0 || !forwardedFor) return undefined;
  const entry = forwardedFor.split(',').at(-hops)?.trim();
  return entry && isIP(entry) ? entry : undefined;
}
