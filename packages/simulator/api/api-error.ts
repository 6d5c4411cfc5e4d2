import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { JournalError } from '../state/journal';

/** The errors of the contract: HTTP status, `error` and `code` by internal name. */
const ERRORS = {
  validation_error: [400, 'invalid_request', 'validation_error'],
  decode_error: [400, 'invalid_request', 'decode_error'],
  missing_param: [400, 'invalid_request', 'missing_param'],
  currency_not_allowed: [400, 'invalid_request', 'currency_not_allowed'],
  WALLET_NOT_SUPPORTED: [400, 'wallet_not_supported', 'WALLET_NOT_SUPPORTED'],
  missing_token: [401, 'unauthorised', 'missing_token'],
  invalid_token: [401, 'unauthorised', 'invalid_token'],
  forbidden_origin: [403, 'forbidden', 'forbidden_origin'],
  not_found: [404, 'not_found', 'not_found'],
  db_error: [500, 'internal_error', 'db_error'],
  token_error: [500, 'internal_error', 'token_error'],
  kafka_unavailable: [500, 'publish_failed', 'kafka_unavailable'],
  provider_error: [502, 'upstream_error', 'provider_error'],
  upstream_unavailable: [502, 'upstream_unavailable', 'upstream_unavailable'],
  upstream_invalid_response: [502, 'upstream_unavailable', 'upstream_invalid_response'],
  // Only in the older edition, so only injected faults return them.
  offramp_disabled: [403, 'offramp_disabled', 'offramp_disabled'],
  session_already_used: [409, 'session_already_used', 'session_already_used'],
  kyc_required: [422, 'kyc_required', 'kyc_required'],
  rate_limit_exceeded: [429, 'rate_limit_exceeded', 'rate_limit_exceeded'],
  unauthorized: [401, 'unauthorized', 'invalid_token'],
} as const satisfies Record<string, readonly [number, string, string]>;

export type ApiErrorName = keyof typeof ERRORS;

function isApiErrorName(name: string): name is ApiErrorName {
  return Object.hasOwn(ERRORS, name);
}

/** What the contract and its older edition document. */
export const API_ERRORS = Object.values(ERRORS).map(([httpStatus, error, code]) => ({
  httpStatus,
  error,
  code,
}));

export const API_ERROR_NAMES = Object.keys(ERRORS).filter(isApiErrorName);

export class ApiError extends Error {
  readonly httpStatus: ContentfulStatusCode;
  readonly body: { error: string; code: string; message: string };

  constructor(name: ApiErrorName, message: string) {
    super(message);
    const [httpStatus, error, code] = ERRORS[name];
    this.httpStatus = httpStatus;
    this.body = { error, code, message };
  }
}

export function respondWithError(c: Context, error: Error): Response {
  const known = error instanceof ApiError ? error : new ApiError('db_error', 'Unexpected error');
  if (known !== error) {
    const text = error instanceof JournalError ? error.message : error.stack;
    process.stderr.write(`${text ?? error.message}\n`);
  }
  return c.json(known.body, known.httpStatus);
}
