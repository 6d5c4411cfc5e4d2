import type { MiddlewareHandler } from 'hono';
import { LOOPBACK_HOSTS, type SimulatorConfig } from '../config';
import { sameText } from './access';
import { ApiError } from './api-error';

type Callers = Pick<SimulatorConfig, 'host' | 'publicUrl' | 'controlToken'>;

/**
 * Refuses requests under a name that is not the simulator's. Otherwise a website could point a name
 * of its own to this machine, and its pages would read what the simulator answers (DNS rebinding).
 */
export function requireKnownHost({ host, publicUrl }: Callers): MiddlewareHandler {
  const known = [
    ...LOOPBACK_HOSTS,
    host,
    ...(publicUrl === null ? [] : [new URL(publicUrl).hostname]),
  ];
  return async (c, next) => {
    const { hostname } = new URL(c.req.url);
    if (!known.includes(hostname))
      throw new ApiError(
        'forbidden_origin',
        `The simulator is not known as ${hostname}. Set SIMULATOR_PUBLIC_URL to the URL that you use.`,
      );
    return next();
  };
}

/**
 * Protects the control API and the control room: no page of another origin may send them requests,
 * not even one on this machine, and with SIMULATOR_CONTROL_TOKEN each request needs the token, as a
 * bearer token or as the password that a browser asks for.
 */
export function requireController({ publicUrl, controlToken }: Callers): MiddlewareHandler {
  return async (c, next) => {
    const own = [c.req.url, publicUrl ?? c.req.url].map((url) => new URL(url).origin);
    const origin = c.req.header('origin');
    if (origin !== undefined && !own.includes(origin))
      throw new ApiError('forbidden_origin', 'The control API refuses requests of other origins');
    if (controlToken === null || isController(c.req.header('authorization'), controlToken))
      return next();
    return c.text('A control token is required.', 401, {
      'www-authenticate': 'Basic realm="Proof simulator"',
    });
  };
}

function isController(authorization: string | undefined, token: string): boolean {
  const [, scheme = '', credentials = ''] = /^(\w+) +(\S+)$/.exec(authorization ?? '') ?? [];
  if (scheme.toLowerCase() === 'bearer') return sameText(credentials, token);
  if (scheme.toLowerCase() !== 'basic') return false;
  const [, password = ''] =
    /^[^:]*:(.*)$/s.exec(Buffer.from(credentials, 'base64').toString()) ?? [];
  return sameText(password, token);
}
