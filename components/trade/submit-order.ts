import type { ActionResult } from '@/lib/define-action';
import type { PublicError } from '@/lib/errors';
import type { TransactionType } from '@/lib/transactions/schema';
import type { OpenableSession } from '@/lib/widget-sessions/schema';

export type MintInput = {
  idempotencyKey: string;
  type: TransactionType;
  asset: string;
  amount: string;
};
export type Mint = (input: MintInput) => Promise<ActionResult<OpenableSession>>;

/** `unreachable`: no answer came, so nobody knows whether the order was placed. */
export type TicketError =
  | PublicError
  | { code: 'unreachable'; message: string; requestId?: never; fields?: never };

export type TicketState = {
  /** What the customer entered, to show it again after an error. */
  amount: string;
  asset: string;
  order: OpenableSession | null;
  error: TicketError | null;
};

/** Places the order of a submitted ticket. An order that is placed already is not placed again. */
export async function submitOrder(
  mint: Mint,
  { idempotencyKey, type }: Pick<MintInput, 'idempotencyKey' | 'type'>,
  before: TicketState,
  form: FormData,
): Promise<TicketState> {
  if (before.order) return before;
  const entered = { amount: textOf(form, 'amount'), asset: textOf(form, 'asset') };
  try {
    const result = await mint({ idempotencyKey, type, ...entered });
    return result.ok
      ? { ...entered, order: result.data, error: null }
      : { ...entered, order: null, error: result.error };
  } catch {
    return { ...entered, order: null, error: unreachable };
  }
}

const unreachable: TicketError = {
  code: 'unreachable',
  message:
    'No answer came: check your connection and try again. The same order is never placed twice.',
};

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}
