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
      `Proof responded ${failure.httpStatus ?? 'nothing'}: ${failure.error}/${failure.code} ${failure.message}`,
    );
    this.name = 'ProofError';
  }
}

/**
 * Maps the contract's error table to public codes, by who can fix the problem. Branches on status,
 * error and code, never on the message. Also accepts errors that only older editions document.
 */
function publicCode({ httpStatus, error, code }: ProofFailure): ErrorCode {
  if (error === 'offramp_disabled') return 'offramp_not_enabled';
  if (error === 'wallet_not_supported' || code === 'currency_not_allowed')
    return 'asset_not_available';
  // The amount is the part of a session request that a customer can change.
  if (code === 'validation_error') return 'order_not_accepted';
  if (error === 'invalid_response') return 'provider_unavailable';
  switch (httpStatus) {
    case null:
    case 502:
    case 503:
    case 504:
      return 'provider_unavailable';
    case 401:
    case 403:
      return 'provider_misconfigured';
    case 404:
      return 'not_found';
    case 422:
      return error === 'kyc_required' ? 'identity_required' : 'provider_rejected';
    case 429:
      return 'provider_busy';
    default:
      return httpStatus >= 500 ? 'provider_unavailable' : 'provider_rejected';
  }
}
