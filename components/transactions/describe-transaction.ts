import { networkName } from '@/lib/assets';
import { formatAmount } from '@/lib/money';
import type { FeedDelta, TransactionView } from '@/lib/transactions/views';

type Description = {
  /** "Buy" or "Sell". */
  kind: string;
  /** The final amount once Proof knows it, else the requested one. */
  amount: string;
  /** "50 USDT" */
  crypto: string;
  /** "Tron", not "TRC20". */
  network: string;
  /** "Sell 50 USDT on Tron" */
  title: string;
  /** "46.20 EUR", once known. */
  fiat: string | null;
};

export function describeTransaction(transaction: TransactionView): Description {
  const { type, currency, network, fiatAmount, fiatCurrency } = transaction;
  const kind = type === 'buy' ? 'Buy' : 'Sell';
  const amount = transaction.cryptoAmount ?? transaction.requestedAmount;
  // "50 USDT", but "1,250.50 USDT": in a sentence, whole amounts read better without zeros.
  const crypto = `${formatAmount(amount, amount.includes('.') ? 2 : 0)} ${currency}`;
  return {
    kind,
    amount,
    crypto,
    network: networkName(network),
    title: `${kind} ${crypto} on ${networkName(network)}`,
    fiat: fiatAmount && `${formatAmount(fiatAmount)} ${fiatCurrency ?? ''}`.trim(),
  };
}

/** The sentence for screen readers. Returns null unless a status changed: a hint confirms nothing. */
export function describeChange({ event, transaction }: FeedDelta): string | null {
  const { kind, crypto } = describeTransaction(transaction);
  if (event.kind === 'session') return `${kind} of ${crypto} was started.`;
  if (event.factOutcome === 'applied') return `${kind} of ${crypto} is now ${transaction.status}.`;
  return null;
}
