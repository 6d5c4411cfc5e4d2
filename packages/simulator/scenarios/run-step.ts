import { possibleActions } from '../provider/actions';
import { checkAsset } from '../provider/assets';
import { formatDecimal, multiply, parseDecimal, rescale } from '../provider/money';
import type { Provider } from '../provider/provider';
import { quote } from '../provider/quote';
import type { Transaction } from '../provider/transaction';
import type { User } from '../provider/user';
import type { Settings } from '../settings';
import type { StepAction } from './scenario';

export type StepContext = {
  provider: Provider;
  settings: Settings;
  nowMs: number;
  transaction: Transaction;
  user: User | undefined;
};

const SCENARIO_CARD_ENDING = '3333';

/** Runs one step. Returns the reason when it was skipped, otherwise `null`. */
export function runStep(step: StepAction, context: StepContext): string | null {
  const { provider, transaction, user, nowMs } = context;
  switch (step.kind) {
    case 'act':
      if (!possibleActions(transaction, nowMs).includes(step.action)) {
        return `"${step.action}" is not possible while the transaction is ${transaction.status}`;
      }
      provider.act(transaction, step.action);
      return null;
    case 'identity':
      if (!user) return 'the user is unknown';
      if (step.unlessVerified && user.kycStatus === 'verified') return 'the user is verified';
      provider.decideIdentity(user, step.status);
      return null;
    case 'open_deposit':
      if (transaction.depositAddress) return 'the deposit address is already shown';
      provider.openDeposit(transaction, SCENARIO_CARD_ENDING);
      return null;
    case 'partial_deposit':
      return depositShare(step.share, context);
    case 'set_status': {
      const { status } = step;
      provider.change(transaction, { status, ...fieldsFor(status, transaction) }, 'set_status');
      return null;
    }
    case 'stale_message':
      provider.notify(asOfStatus(transaction, step.status));
      return null;
  }
}

function fieldsFor(status: Transaction['status'], transaction: Transaction): Partial<Transaction> {
  if (status === 'failed') return { failure: 'rejected' };
  return { failure: null, cryptoAmount: transaction.cryptoAmount || transaction.amount };
}

function depositShare(share: string, context: StepContext): string | null {
  const { provider, settings, transaction } = context;
  if (transaction.status !== 'pending') return `the transaction is already ${transaction.status}`;
  if (settings.partialDeposit === 'waits') return null;
  const { type, currency, network, fiatCurrency } = transaction;
  const asset = checkAsset(currency, network);
  const received = multiply(parseDecimal(transaction.amount), parseDecimal(share));
  const padded = formatDecimal(rescale(received, asset.ok ? asset.decimals : received.scale));
  const cryptoAmount = padded.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '');
  const fiatAmount = quote(type, currency, cryptoAmount, fiatCurrency).total;
  const fields = { status: 'processing', cryptoAmount, fiatAmount } as const;
  provider.change(transaction, fields, 'partial_deposit');
  return null;
}

/** The transaction as a message of that status described it. The record itself does not change. */
function asOfStatus(transaction: Transaction, status: 'pending' | 'processing'): Transaction {
  const { createdAt, updatedAt } = transaction;
  if (status === 'pending') {
    return { ...transaction, status, cryptoAmount: '', updatedAt: createdAt };
  }
  return { ...transaction, status, updatedAt: Math.max(createdAt, updatedAt - 1) };
}
