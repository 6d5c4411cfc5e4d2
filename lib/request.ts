import 'server-only';
import { isIP } from 'node:net';
import { headers } from 'next/headers';
import { env } from './env';
import { REQUEST_ID_HEADER } from './request-id';
import { supportedLocale } from './typed-amount';

export async function readRequest(): Promise<{ requestId: string; clientIp: string | undefined }> {
  const received = await headers();
  return {
    requestId: received.get(REQUEST_ID_HEADER) ?? crypto.randomUUID(),
    clientIp: clientIpFrom(received.get('x-forwarded-for'), env().TRUSTED_PROXY_HOPS),
  };
}

/** The locale that the browser prefers. Browsers put it first. */
export async function readLocale(): Promise<string> {
  const received = await headers();
  return supportedLocale(received.get('accept-language')?.split(/[,;]/)[0]?.trim());
}

/**
 * The client's address behind `hops` trusted reverse proxies. Each proxy appends the address of its
 * caller to X-Forwarded-For. Entries further left come from the client and can be forged.
 */
export function clientIpFrom(forwardedFor: string | null, hops: number): string | undefined {
  if (hops === 0 || !forwardedFor) return undefined;
  const entry = forwardedFor.split(',').at(-hops)?.trim();
  return entry && isIP(entry) ? entry : undefined;
}
