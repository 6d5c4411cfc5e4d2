import { AppError, type ErrorCode } from '../errors';

/** What Proof answered, or why it did not answer. Becomes the operator's record of the call. */
export type ProofFailure = {
  /** Null when no answer arrived. */
  httpStatus: number | null;
  error: string;
  code: string;
  message: string;
  /** Proof's X-Request-Id, to be quoted to its support. */
  providerRequestId: string | null;
};

/** A failed call, with the public code that says what the user can do about it. */
export class ProofError extends AppError {
  constructor(readonly failure: ProofFailure) {
    super(
      publicCode(failure),
      `Proof answered ${failure.httpStatus ?? 'nothing'}: ${failure.error}/${failure.code} ${failure.message}`,
    );
    this.name = 'ProofError';
  }
}

/**
 * The contract's error table, read as "who can do something about it". It branches on status,
 * error and code, never on the message, and tolerates what only older editions documented.
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
