/** The way out if a retry would not help. */
type NextStep = 'sign_in' | 'new_order';

/** `message` is the only text that leaves the server. Details go to the log. */
const errorTable = {
  unauthenticated: {
    message: "You're signed out. Sign in and try again.",
    nextStep: 'sign_in',
  },
  forbidden: { message: "You don't have permission to do this." },
  not_found: { message: "We couldn't find that transaction." },
  invalid_input: { message: "Some of what you entered isn't valid. Check it and try again." },
  key_reused: {
    message: 'This form was already used for another order. Start a new order.',
    nextStep: 'new_order',
  },
  mint_in_progress: {
    message: 'Your order is still being prepared. Try again in a few seconds.',
  },
  offramp_not_enabled: { message: "Selling isn't available yet." },
  session_expired: {
    message:
      'This order can no longer be continued. Check its status under Transactions before you start a new one.',
    nextStep: 'new_order',
  },
  asset_not_available: {
    message: "This asset isn't available right now. Choose another one.",
  },
  identity_required: {
    message: 'The payment provider needs to verify your identity before you can place this order.',
  },
  order_not_accepted: {
    message:
      "The payment provider didn't accept this order. Try a different amount or fewer decimal places. You haven't been charged.",
  },
  provider_rejected: {
    message:
      'The payment provider rejected the request. If this keeps happening, contact support and quote the request ID.',
  },
  provider_misconfigured: {
    message: "Orders can't be placed right now. Try again later. You haven't been charged.",
  },
  too_many_requests: {
    message: "You've done this too often. Wait a while and try again.",
  },
  provider_busy: { message: 'The payment provider is busy. Try again in a minute.' },
  provider_unavailable: {
    message: "The payment provider isn't responding. Try again in a minute.",
  },
  internal: { message: 'Something went wrong on our side. Try again in a minute.' },
} as const satisfies Record<string, { message: string; nextStep?: NextStep }>;

export type ErrorCode = keyof typeof errorTable;

export type FieldErrors = Record<string, string>;

export class AppError extends Error {
  readonly code: ErrorCode;
  readonly fields: FieldErrors | undefined;

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
}

export type PublicError = {
  code: ErrorCode;
  message: string;
  nextStep?: NextStep;
  requestId: string;
  fields?: FieldErrors;
};

/** Unknown errors become `internal`. */
export function toPublicError(error: unknown, requestId: string): PublicError {
  const code = error instanceof AppError ? error.code : 'internal';
  const fields = error instanceof AppError ? error.fields : undefined;
  return { code, ...errorTable[code], requestId, ...(fields ? { fields } : {}) };
}
