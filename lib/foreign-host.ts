import { env } from './env';

/** Any name can resolve to this machine, and then a page at that name could sign in. */
const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;

/** Whether a request is for a host of another name. In demo mode only, where anyone can sign in. */
export function isForeignHost(headers: Headers): boolean {
  return env().DEMO_MODE && !LOOPBACK.test(headers.get('host') ?? '');
}
