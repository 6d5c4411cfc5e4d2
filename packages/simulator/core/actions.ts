import type { Status, Transaction, WidgetEvent } from './transaction';

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

export class IllegalActionError extends Error {
  constructor(action: string, status: Status, legal: readonly string[]) {
    const now = legal.length > 0 ? legal.join(', ') : 'none';
    super(`"${action}" is not possible while the transaction is ${status}. Possible now: ${now}.`);
  }
}

/**
 * What may happen to a transaction now. `failed` is called terminal, and yet a failed payment may be
 * tried again on the same id while the init token lives (contract, "Retry"); a deposit that comes
 * after the window is credited, not converted.
 */
export function legalActions(transaction: Transaction, nowMs: number): TransactionAction[] {
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
  const deposited = transaction.failure !== 'deposit_window_passed' || transaction.lateDepositAt;
  return deposited ? [] : ['deposit'];
}

type Change = Partial<Transaction> & { told: WidgetEvent[] };

function changeFor(t: Transaction, action: TransactionAction, c: ActionContext): Change {
  switch (action) {
    case 'pay':
    case 'deposit':
      if (t.status === 'failed') return { lateDepositAt: c.nowMs, told: [] };
      return {
        status: 'processing',
        cryptoAmount: t.amount,
        paymentMethod: 'card',
        dueAt: c.nowMs + c.stepMs,
        told: action === 'pay' ? ['pending', 'paid', 'payment_finished'] : ['paid'],
      };
    case 'decline':
      return {
        status: 'failed',
        failure: 'payment_declined',
        paymentMethod: 'card',
        told: ['pending', 'order_failed', 'payment_finished'],
      };
    case 'retry':
      return { status: 'pending', failure: null, told: ['new'] };
    case 'cancel':
      return { status: 'cancelled', dueAt: null, told: ['cancelled'] };
    case 'expire_deposit_window':
      return {
        status: 'failed',
        failure: 'deposit_window_passed',
        dueAt: null,
        told: ['failed_exchange'],
      };
    case 'complete':
      return { status: 'completed', dueAt: null, told: t.type === 'sell' ? ['succeeded'] : [] };
    case 'fail':
      return {
        status: 'failed',
        failure: 'rejected',
        dueAt: null,
        told: [t.type === 'sell' ? 'failed_exchange' : 'order_failed'],
      };
  }
}

/** Every change of a transaction goes through here, so that `updated_at` always moves forward. */
export function amend(transaction: Transaction, nowMs: number, change: Change): Transaction {
  const { told, ...fields } = change;
  const moved = fields.status !== undefined && fields.status !== transaction.status;
  return {
    ...transaction,
    ...fields,
    updatedAt: moved ? Math.max(nowMs, transaction.updatedAt + 1) : transaction.updatedAt,
    widgetEvents: [...transaction.widgetEvents, ...told],
  };
}

/** @throws IllegalActionError when the contract's state machine has no such step from here. */
export function applyAction(
  transaction: Transaction,
  action: TransactionAction,
  context: ActionContext,
): Transaction {
  const legal = legalActions(transaction, context.nowMs);
  if (!legal.includes(action)) throw new IllegalActionError(action, transaction.status, legal);
  return amend(transaction, context.nowMs, changeFor(transaction, action, context));
}

/** The step that happens by itself once `dueAt` has come. */
export function dueAction(transaction: Transaction): TransactionAction {
  return transaction.status === 'processing' ? 'complete' : 'expire_deposit_window';
}

/** The seller has named a card: the deposit address is shown and the window starts anew. */
export function openDeposit(
  transaction: Transaction,
  opened: { depositAddress: string; cardEnding: string },
  context: ActionContext,
): Transaction {
  return amend(transaction, context.nowMs, {
    ...opened,
    paymentMethod: 'card',
    dueAt: context.nowMs + context.depositWindowMs,
    told: ['pending', 'sell_transfer_enabled'],
  });
}
