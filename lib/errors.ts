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
  too_many_requests: { message: "You've done this too often." },
  too_many_open_orders: {
    message:
      'You have too many open orders from the last 24 hours. Finish one of them, or wait until one ends, before you place another.',
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
  /** When a retry can succeed, as for the header Retry-After. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ErrorCode,
    detail?: string,
    options: { cause?: unknown; fields?: FieldErrors; retryAfterSeconds?: number } = {},
  ) {
    super(detail ?? code, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.fields = options.fields;
    this.retryAfterSeconds = options.retryAfterSeconds;
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
  if (!(error instanceof AppError)) return { code: 'internal', ...errorTable.internal, requestId };
  const { code, fields, retryAfterSeconds } = error;
  const known = errorTable[code];
  const wait =
    retryAfterSeconds === undefined ? '' : ` Try again in ${formatWait(retryAfterSeconds)}.`;
  return { code, ...known, message: known.message + wait, requestId, ...(fields && { fields }) };
}

/** "40 seconds", "3 minutes" or "5 hours", never less than the wait. */
function formatWait(seconds: number): string {
  const [unit, length] =
    seconds < 100
      ? (['second', 1] as const)
      : seconds < 100 * 60
        ? (['minute', 60] as const)
        : (['hour', 3_600] as const);
  const format = new Intl.NumberFormat('en', { style: 'unit', unit, unitDisplay: 'long' });
  return format.format(Math.ceil(seconds / length));
}
