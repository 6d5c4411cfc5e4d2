import type { TransactionStatus, TransactionType } from '../lib/generated/prisma/enums';

export type PastTransaction = {
  merchantTransactionId: string;
  type: TransactionType;
  network: string;
  currency: string;
  amount: string;
  fiatAmount: string;
  status: TransactionStatus;
  createdAt: Date;
  updatedAt: Date;
};

/** Days ago, minutes it took, direction, network, currency, crypto amount, fiat amount, end. */
const rows = [
  [34, 4, 'buy', 'TRC20', 'USDT', '250', '238.72', 'completed'],
  [21, 9, 'buy', 'ERC20', 'USDC', '1200.5', '1146.31', 'completed'],
  [16, 360, 'sell', 'TRC20', 'USDT', '400', '360.18', 'failed'],
  [15, 38, 'sell', 'TRC20', 'USDT', '400', '360.18', 'completed'],
  [6, 2, 'buy', 'BEP20', 'USDT', '75.25', '71.86', 'cancelled'],
  [2, 5, 'buy', 'TRC20', 'USDT', '99.5', '95.01', 'completed'],
] as const;

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** A few weeks of orders that end before `now`, oldest first. */
export function history(now: Date): PastTransaction[] {
  return rows.map(([daysAgo, minutes, type, network, currency, amount, fiatAmount, status]) => {
    const createdAt = new Date(now.getTime() - daysAgo * DAY_MS);
    return {
      merchantTransactionId: crypto.randomUUID(),
      type,
      network,
      currency,
      amount,
      fiatAmount,
      status,
      createdAt,
      updatedAt: new Date(createdAt.getTime() + minutes * MINUTE_MS),
    };
  });
}

/** The timeline that such an order would have left. */
export function eventsOf({ status, createdAt, updatedAt }: PastTransaction) {
  const minted = {
    source: 'app',
    kind: 'session',
    status: 'pending',
    verdict: 'applied',
    reason: 'Proof opened a widget session.',
    recordedAt: createdAt,
  } as const;
  const reported = {
    source: 'webhook',
    kind: 'hint',
    status,
    verdict: 'advisory',
    reason: 'Proof sent it to our webhook.',
    providerTime: updatedAt,
    recordedAt: updatedAt,
  } as const;
  const confirmed = {
    source: 'api',
    kind: 'fact',
    status,
    verdict: 'applied',
    reason: `Proof moved it from pending to ${status}.`,
    providerTime: updatedAt,
    recordedAt: updatedAt,
  } as const;
  return [minted, reported, confirmed];
}
