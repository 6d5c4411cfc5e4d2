import { expect, test } from 'vitest';
import { ProofError } from './error';

const failure = (httpStatus: number | null, error: string, code = '') =>
  new ProofError({ httpStatus, error, code, message: 'secret detail', providerRequestId: null });

test.each([
  [400, 'invalid_request', 'validation_error', 'order_not_accepted'],
  [400, 'invalid_request', 'decode_error', 'provider_rejected'],
  [400, 'invalid_request', 'currency_not_allowed', 'asset_not_available'],
  [400, 'wallet_not_supported', 'WALLET_NOT_SUPPORTED', 'asset_not_available'],
  [401, 'unauthorised', 'invalid_token', 'provider_misconfigured'],
  [401, 'unauthorized', 'missing_token', 'provider_misconfigured'],
  [403, 'forbidden', 'forbidden_origin', 'provider_misconfigured'],
  [403, 'offramp_disabled', '', 'offramp_not_enabled'],
  [404, 'not_found', 'not_found', 'not_found'],
  [409, 'session_already_used', '', 'provider_rejected'],
  [422, 'kyc_required', '', 'identity_required'],
  [429, 'rate_limit_exceeded', '', 'provider_busy'],
  [500, 'internal_error', 'db_error', 'provider_unavailable'],
  [500, 'publish_failed', 'kafka_unavailable', 'provider_unavailable'],
  [502, 'upstream_error', 'provider_error', 'provider_unavailable'],
  [502, 'upstream_unavailable', 'upstream_invalid_response', 'provider_unavailable'],
  [200, 'invalid_response', '', 'provider_unavailable'],
  [null, 'no_response', 'TimeoutError', 'provider_unavailable'],
])('Proof answering %s %s/%s is %s to the user', (httpStatus, error, code, expected) => {
  expect(failure(httpStatus, error, code).code).toBe(expected);
});
