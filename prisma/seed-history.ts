import type { Prisma } from '../lib/generated/prisma/client';
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

/** Days ago, duration in minutes, type, network, currency, crypto amount, fiat amount, status. */
const rows = [
  [34, 4, 'buy', 'TRC20', 'USDT', '850', '811.65', 'completed'],
  [21, 9, 'buy', 'ERC20', 'USDC', '1200.5', '1146.31', 'completed'],
  [16, 360, 'sell', 'TRC20', 'USDT', '400', '360.18', 'failed'],
  [15, 38, 'sell', 'TRC20', 'USDT', '400', '360.18', 'completed'],
  [6, 2, 'buy', 'BEP20', 'USDT', '75.25', '71.86', 'cancelled'],
  [2, 5, 'buy', 'TRC20', 'USDT', '99.5', '95.01', 'completed'],
] as const;

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Transactions of the weeks before `now`, oldest first. */
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

type PastEvent = Omit<Prisma.TransactionEventUncheckedCreateWithoutTransactionInput, 'userId'>;

export function eventsOf({ status, createdAt, updatedAt }: PastTransaction): PastEvent[] {
  return [
    {
      source: 'app',
      kind: 'session',
      status: 'pending',
      reason: 'Proof opened a widget session.',
      recordedAt: createdAt,
    },
    {
      source: 'webhook',
      kind: 'hint',
      status,
      hintOutcome: 'reported',
      reason: 'Proof sent it to our webhook.',
      providerTime: updatedAt,
      recordedAt: updatedAt,
    },
    {
      source: 'api',
      kind: 'fact',
      status,
      factOutcome: 'applied',
      reason: `Proof moved it from pending to ${status}.`,
      providerTime: updatedAt,
      recordedAt: updatedAt,
    },
  ];
}
