/**
 * Every failure the app can tell somebody about. `message` is the only text that leaves the
 * server; what went wrong inside is the error's own message and cause, for the log.
 */
export const errorTable = {
  unauthenticated: {
    httpStatus: 401,
    retryable: false,
    message: 'You are signed out. Sign in and try again.',
  },
  forbidden: { httpStatus: 403, retryable: false, message: 'Your account may not do this.' },
  not_found: { httpStatus: 404, retryable: false, message: 'There is nothing here for you.' },
  invalid_input: {
    httpStatus: 400,
    retryable: false,
    message: 'Something in the form needs your attention.',
  },
  key_reused: {
    httpStatus: 409,
    retryable: false,
    message: 'This form was already used for another order. Reload the page to start a new one.',
  },
  mint_in_progress: {
    httpStatus: 409,
    retryable: true,
    message: 'Your order is still being prepared. Try again in a moment.',
  },
  offramp_not_enabled: {
    httpStatus: 403,
    retryable: false,
    message: 'Selling is not available here yet.',
  },
  session_over: {
    httpStatus: 410,
    retryable: false,
    message: 'This order can no longer be continued. Start a new one; nothing was charged for it.',
  },
  asset_not_available: {
    httpStatus: 400,
    retryable: false,
    message: 'This asset is not available at the moment. Choose another one.',
  },
  identity_required: {
    httpStatus: 422,
    retryable: false,
    message: 'The provider asks to verify your identity first.',
  },
  provider_rejected: {
    httpStatus: 502,
    retryable: false,
    message: 'The payment provider did not accept this order. Nothing was charged.',
  },
  provider_misconfigured: {
    httpStatus: 502,
    retryable: false,
    message: 'Orders cannot be placed at the moment. Our team has been told; nothing was charged.',
  },
  provider_busy: {
    httpStatus: 503,
    retryable: true,
    message: 'The payment provider is busy. Try again in a minute.',
  },
  provider_unavailable: {
    httpStatus: 503,
    retryable: true,
    message: 'The payment provider cannot be reached right now. Try again in a minute.',
  },
  internal: {
    httpStatus: 500,
    retryable: true,
    message: 'Something went wrong on our side. Try again; nothing was charged.',
  },
} as const satisfies Record<string, { httpStatus: number; retryable: boolean; message: string }>;

export type ErrorCode = keyof typeof errorTable;

/** Messages for form fields, by field name. */
export type FieldErrors = Record<string, string>;

export class AppError extends Error {
  readonly code: ErrorCode;
  readonly fields: FieldErrors | undefined;

  /** `detail` is for the log and the operator; the user reads the table's sentence. */
  constructor(
    code: ErrorCode,
    detail?: string,
    options: { cause?: unknown; fields?: FieldErrors } = {},
  ) {
    super(detail ?? code, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.fields = options.fields;
  }

  get httpStatus(): number {
    return errorTable[this.code].httpStatus;
  }

  get retryable(): boolean {
    return errorTable[this.code].retryable;
  }
}

/** What the outside learns of a failure. */
export type PublicError = {
  code: ErrorCode;
  message: string;
  requestId: string;
  fields?: FieldErrors;
};

/** Turns anything thrown into what the outside may learn; unknown errors become `internal`. */
export function toPublicError(error: unknown, requestId: string): PublicError {
  const code = error instanceof AppError ? error.code : 'internal';
  const fields = error instanceof AppError ? error.fields : undefined;
  return { code, message: errorTable[code].message, requestId, ...(fields ? { fields } : {}) };
}
