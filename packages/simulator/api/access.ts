import { createHash, timingSafeEqual } from 'node:crypto';
import { normaliseIp } from '../provider/signature';
import { ApiError } from './api-error';

export type AccessRules = { clientToken: string; allowedIps: string[] };

/** Takes the same time wherever the texts differ. */
export function sameText(left: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
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
  const { allowedIps, clientToken } = rules;
  if (allowedIps.length > 0) {
    const known = allowedIps.some((ip) => normaliseIp(ip) === normaliseIp(remoteIp));
    if (!known) throw new ApiError('forbidden_origin', 'This IP address is not registered');
  }
  const token = bearerToken(authorization);
  if (token === undefined) throw new ApiError('missing_token', 'A bearer token is required');
  if (!sameText(token, clientToken)) throw new ApiError('invalid_token', 'Unknown client token');
}
