import type { Transaction, WidgetEvent } from './transaction';

export const TRANSACTION_ACTIONS = [
  'pay',
  'decline',
  'retry',
  'cancel',
  'deposit',
  'expire_deposit_window',
  'complete',
  'fail',
] as const;
export type TransactionAction = (typeof TRANSACTION_ACTIONS)[number];

export type ActionContext = { nowMs: number; stepMs: number; depositWindowMs: number };

export class ImpossibleActionError extends Error {
  /** @param what what is the reason, for example "the transaction is pending" */
  constructor(action: string, what: string, possible: readonly string[]) {
    const now = possible.length > 0 ? possible.join(', ') : 'none';
    super(`"${action}" is not possible while ${what}. Possible now: ${now}.`);
  }
}

/**
 * The actions that the state machine allows now. `failed` is called terminal, but a declined payment
 * can be retried on the same id until the init token expires (contract, "Retry"), and a deposit can
 * still arrive after the window: it is credited, not converted.
 */
export function possibleActions(transaction: Transaction, nowMs: number): TransactionAction[] {
  const { type, status } = transaction;
  if (status === 'pending') {
    return type === 'buy'
      ? ['pay', 'decline', 'cancel', 'fail']
      : ['deposit', 'expire_deposit_window', 'cancel', 'fail'];
  }
  if (status === 'processing') return ['complete', 'fail'];
  if (status !== 'failed') return [];
  if (transaction.failure === 'payment_declined') {
    return nowMs < transaction.initTokenExpiresAt ? ['retry'] : [];
  }
  const awaitsDeposit =
    transaction.failure === 'deposit_window_passed' && transaction.lateDepositAt === null;
  return awaitsDeposit ? ['deposit'] : [];
}

type Change = Partial<Transaction> & { emitted: WidgetEvent[] };

function changeFor(
  { type, status, amount }: Transaction,
  action: TransactionAction,
  { nowMs, stepMs }: ActionContext,
): Change {
  switch (action) {
    case 'pay':
    case 'deposit':
      if (status === 'failed') return { lateDepositAt: nowMs, emitted: [] };
      return {
        status: 'processing',
        cryptoAmount: amount,
        paymentMethod: 'card',
        dueAt: nowMs + stepMs,
        emitted: action === 'pay' ? ['pending', 'paid', 'payment_finished'] : ['paid'],
      };
    case 'decline':
      return {
        status: 'failed',
        failure: 'payment_declined',
        paymentMethod: 'card',
        emitted: ['pending', 'order_failed', 'payment_finished'],
      };
    case 'retry':
      return { status: 'pending', failure: null, emitted: ['new'] };
    case 'cancel':
      return { status: 'cancelled', dueAt: null, emitted: ['cancelled'] };
    case 'expire_deposit_window':
      return {
        status: 'failed',
        failure: 'deposit_window_passed',
        dueAt: null,
        emitted: ['failed_exchange'],
      };
    case 'complete':
      return { status: 'completed', dueAt: null, emitted: type === 'sell' ? ['succeeded'] : [] };
    case 'fail':
      return {
        status: 'failed',
        failure: 'rejected',
        dueAt: null,
        emitted: [type === 'sell' ? 'failed_exchange' : 'order_failed'],
      };
  }
}

/** Applies a change. `updated_at` moves forward with every status, even within a millisecond. */
export function applyChange(transaction: Transaction, nowMs: number, change: Change): Transaction {
  const { emitted, ...fields } = change;
  const statusChanged = fields.status !== undefined && fields.status !== transaction.status;
  return {
    ...transaction,
    ...fields,
    updatedAt: statusChanged ? Math.max(nowMs, transaction.updatedAt + 1) : transaction.updatedAt,
    widgetEvents: [...transaction.widgetEvents, ...emitted],
  };
}

/** @throws ImpossibleActionError when the state machine does not allow it */
export function applyAction(
  transaction: Transaction,
  action: TransactionAction,
  context: ActionContext,
): Transaction {
  const possible = possibleActions(transaction, context.nowMs);
  if (!possible.includes(action)) {
    throw new ImpossibleActionError(action, `the transaction is ${transaction.status}`, possible);
  }
  return applyChange(transaction, context.nowMs, changeFor(transaction, action, context));
}

/** The action that runs automatically at `dueAt`. */
export function dueAction(transaction: Transaction): TransactionAction {
  return transaction.status === 'processing' ? 'complete' : 'expire_deposit_window';
}

/** Shows the deposit address once the seller has chosen a card. The window starts again. */
export function openDeposit(
  transaction: Transaction,
  opened: { depositAddress: string; cardEnding: string },
  context: ActionContext,
): Transaction {
  return applyChange(transaction, context.nowMs, {
    ...opened,
    paymentMethod: 'card',
    dueAt: context.nowMs + context.depositWindowMs,
    emitted: ['pending', 'sell_transfer_enabled'],
  });
}
