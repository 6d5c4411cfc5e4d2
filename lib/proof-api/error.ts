import { AppError, type ErrorCode } from '../errors';

/** An unsuccessful response, or why there was none. Stored for operators. */
export type ProofFailure = {
  /** Null when no response arrived. */
  httpStatus: number | null;
  error: string;
  code: string;
  message: string;
  /** Proof's X-Request-Id: quote it to their support. */
  providerRequestId: string | null;
};

/** A failed call. Its public code says what the user can do about it. */
export class ProofError extends AppError {
  constructor(readonly failure: ProofFailure) {
    super(
      publicCode(failure),
      `${failure.httpStatus === null ? 'No response from Proof' : `Proof responded ${failure.httpStatus}`}: ${failure.error}/${failure.code} ${failure.message}`,
    );
    this.name = 'ProofError';
  }
}

/**
 * The contract's error table as public codes, by who can fix the problem. Looked up by `error`, then
 * `code`, then HTTP status, never by the message. Includes errors that only older editions document.
 */
const publicCodes = new Map<string, ErrorCode>([
  ['offramp_disabled', 'offramp_not_enabled'],
  ['wallet_not_supported', 'asset_not_available'],
  ['currency_not_allowed', 'asset_not_available'],
  // The amount is the part of a session request that a customer can change.
  ['validation_error', 'order_not_accepted'],
  ['kyc_required', 'identity_required'],
  ['invalid_response', 'provider_unavailable'],
  ['401', 'provider_misconfigured'],
  ['403', 'provider_misconfigured'],
  ['404', 'not_found'],
  ['429', 'provider_busy'],
]);

function publicCode({ httpStatus, error, code }: ProofFailure): ErrorCode {
  const known = publicCodes.get(error) ?? publicCodes.get(code) ?? publicCodes.get(`${httpStatus}`);
  if (known) return known;
  return httpStatus === null || httpStatus >= 500 ? 'provider_unavailable' : 'provider_rejected';
}
