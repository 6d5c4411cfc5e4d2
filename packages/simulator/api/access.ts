import { timingSafeEqual } from 'node:crypto';
import { normaliseIp } from '../provider/signature';
import type { Simulator } from '../simulator';
import { ApiError } from './api-error';

type AccessRules = { clientToken: string; previousTokens: string[]; allowedIps: string[] };

/** The client token, the tokens before it that still work, and the registered IP addresses. */
export function accessRules({ config, settings }: Simulator): AccessRules {
  const { previousTokens, allowedIps } = settings;
  return { clientToken: config.clientToken, previousTokens, allowedIps };
}

/** Takes the same time wherever two texts of the same length differ. */
export function sameText(left: string, right: string): boolean {
  const [leftBytes, rightBytes] = [Buffer.from(left), Buffer.from(right)];
  return leftBytes.length === rightBytes.length && timingSafeEqual(leftBytes, rightBytes);
}

export function bearerToken(authorization: string | undefined): string | undefined {
  return /^Bearer +(.+)$/i.exec(authorization ?? '')?.[1];
}

/**
 * Checks an API request or socket upgrade: first its IP address, then its token.
 * @throws ApiError 403 forbidden_origin, 401 missing_token or invalid_token
 */
export function requirePartner(
  rules: AccessRules,
  remoteIp: string,
  authorization: string | undefined,
): void {
  const { allowedIps, clientToken, previousTokens } = rules;
  if (allowedIps.length > 0) {
    const known = allowedIps.some((ip) => normaliseIp(ip) === normaliseIp(remoteIp));
    if (!known) throw new ApiError('forbidden_origin', 'This IP address is not registered');
  }
  const token = bearerToken(authorization);
  if (token === undefined) throw new ApiError('missing_token', 'A bearer token is required');
  if (![clientToken, ...previousTokens].some((known) => sameText(token, known)))
    throw new ApiError('invalid_token', 'Unknown client token');
}
