import 'server-only';
import { headers } from 'next/headers';
import { clientIpFrom } from './client-ip';
import { env } from './env';

/** What a request tells of its sender, as far as it can be trusted. */
export async function readRequest(): Promise<{ requestId: string; clientIp: string | undefined }> {
  const received = await headers();
  return {
    requestId: crypto.randomUUID(),
    clientIp: clientIpFrom(received.get('x-forwarded-for'), env().TRUSTED_PROXY_HOPS),
  };
}
