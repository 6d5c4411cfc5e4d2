import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** Every error that the contract documents, by the name used inside the simulator. */
const ERRORS = {
  validation_error: [400, 'invalid_request'],
  decode_error: [400, 'invalid_request'],
  missing_param: [400, 'invalid_request'],
  currency_not_allowed: [400, 'invalid_request'],
  WALLET_NOT_SUPPORTED: [400, 'wallet_not_supported'],
  missing_token: [401, 'unauthorised'],
  invalid_token: [401, 'unauthorised'],
  forbidden_origin: [403, 'forbidden'],
  not_found: [404, 'not_found'],
  db_error: [500, 'internal_error'],
  upstream_unavailable: [502, 'upstream_unavailable'],
} as const satisfies Record<string, readonly [number, string]>;

export type ApiErrorCode = keyof typeof ERRORS;

export class ApiError extends Error {
  readonly httpStatus: ContentfulStatusCode;
  readonly body: { error: string; code: string; message: string };

  constructor(code: ApiErrorCode, message: string) {
    super(message);
    const [httpStatus, error] = ERRORS[code];
    this.httpStatus = httpStatus;
    this.body = { error, code, message };
  }
}

export function answerApiError(c: Context, error: Error): Response {
  const known = error instanceof ApiError ? error : new ApiError('db_error', 'Unexpected error');
  if (known !== error) process.stderr.write(`${error.stack ?? error.message}\n`);
  return c.json(known.body, known.httpStatus);
}
