import { legalActions } from '../core/actions';
import { checkAsset } from '../core/catalogue';
import { formatDecimal, multiply, parseDecimal, rescale } from '../core/money';
import type { Provider } from '../core/provider';
import { quote } from '../core/quote';
import type { Transaction } from '../core/transaction';
import type { User } from '../core/user';
import type { Settings } from '../settings';
import type { Deed } from './scenario';

export type Scene = {
  provider: Provider;
  settings: Settings;
  nowMs: number;
  transaction: Transaction;
  user: User | undefined;
};

const SCRIPTED_CARD = '3333';

/** Does one thing of a script. @returns why it could not be done, `null` when it was. */
export function doDeed(deed: Deed, scene: Scene): string | null {
  const { provider, transaction, user, nowMs } = scene;
  switch (deed.kind) {
    case 'act':
      if (!legalActions(transaction, nowMs).includes(deed.action)) {
        return `"${deed.action}" is not possible while ${transaction.status}`;
      }
      provider.act(transaction, deed.action);
      return null;
    case 'identity':
      if (!user) return 'the user is not known';
      if (deed.unlessVerified && user.kycStatus === 'verified') return 'the user is verified';
      provider.decideIdentity(user, deed.status);
      return null;
    case 'open_deposit':
      if (transaction.depositAddress) return 'the deposit address is shown already';
      provider.openDeposit(transaction, SCRIPTED_CARD);
      return null;
    case 'partial_deposit':
      return depositPart(deed.share, scene);
    case 'set_status': {
      const { status } = deed;
      provider.change(transaction, { status, ...amountsAt(status, transaction) }, 'set_status');
      return null;
    }
    case 'stale_message':
      provider.announce(asItWas(transaction, deed.status));
      return null;
  }
}

function amountsAt(status: Transaction['status'], transaction: Transaction): Partial<Transaction> {
  if (status === 'failed') return { failure: 'rejected' };
  return { failure: null, cryptoAmount: transaction.cryptoAmount || transaction.amount };
}

function depositPart(share: string, scene: Scene): string | null {
  const { provider, settings, transaction } = scene;
  if (transaction.status !== 'pending') return `it is ${transaction.status} already`;
  if (settings.partialDeposit === 'waits') return null;
  const { type, currency, network, fiatCurrency } = transaction;
  const asset = checkAsset(currency, network);
  const arrived = multiply(parseDecimal(transaction.amount), parseDecimal(share));
  const whole = formatDecimal(rescale(arrived, asset.ok ? asset.decimals : arrived.scale));
  const cryptoAmount = whole.replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '');
  const fiatAmount = quote(type, currency, cryptoAmount, fiatCurrency).total;
  const fields = { status: 'processing', cryptoAmount, fiatAmount } as const;
  provider.change(transaction, fields, 'partial_deposit');
  return null;
}

/** What a message of the given status said when it was true; nothing of the record changes. */
function asItWas(transaction: Transaction, status: 'pending' | 'processing'): Transaction {
  const { createdAt, updatedAt } = transaction;
  if (status === 'pending') {
    return { ...transaction, status, cryptoAmount: '', updatedAt: createdAt };
  }
  return { ...transaction, status, updatedAt: Math.max(createdAt, updatedAt - 1) };
}
