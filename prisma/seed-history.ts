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
  /** When the payment or deposit arrived, if it did. */
  fundedAt: Date | null;
  updatedAt: Date;
  /** False: the app learned of every change by polling. */
  webhookArrived: boolean;
};

type EndStatus = Exclude<TransactionStatus, 'pending' | 'processing'>;
type Row = [
  daysAgo: number,
  time: `${number}:${number}`,
  minutes: number,
  type: TransactionType,
  network: string,
  currency: string,
  amount: string,
  fiatAmount: string,
  status: EndStatus,
  missing?: 'no webhook',
];

/** A month, oldest first. Times of day in UTC; a sell whose deposit never came ends after 6 hours. */
const rows: Row[] = [
  [31, '18:42', 4, 'buy', 'TRC20', 'USDT', '250', '238.45', 'completed'],
  [30, '08:05', 6, 'buy', 'TRC20', 'USDT', '400', '380.96', 'completed'],
  [29, '20:17', 2, 'buy', 'ERC20', 'USDC', '1200.5', '1148.17', 'failed'],
  [29, '20:24', 7, 'buy', 'ERC20', 'USDC', '1200.5', '1142.61', 'completed'],
  [27, '12:31', 5, 'buy', 'TRC20', 'USDT', '99.5', '95.07', 'completed'],
  [26, '19:02', 41, 'sell', 'TRC20', 'USDT', '300', '269.80', 'completed'],
  [25, '07:48', 3, 'buy', 'BEP20', 'USDT', '75.25', '71.61', 'cancelled'],
  [24, '21:10', 5, 'buy', 'TRC20', 'USDT', '850', '811.97', 'completed', 'no webhook'],
  [22, '13:26', 4, 'buy', 'BEP20', 'USDT', '120', '114.18', 'completed'],
  [21, '17:55', 38, 'sell', 'ERC20', 'USDC', '500', '449.93', 'completed'],
  [20, '09:14', 6, 'buy', 'TRC20', 'USDT', '60', '57.11', 'completed'],
  [19, '14:03', 360, 'sell', 'TRC20', 'USDT', '400', '358.85', 'failed'],
  [18, '10:37', 33, 'sell', 'TRC20', 'USDT', '400', '359.92', 'completed'],
  [17, '18:20', 5, 'buy', 'TRC20', 'USDT', '150', '143.67', 'completed'],
  [15, '11:46', 8, 'buy', 'ERC20', 'USDT', '640', '609.40', 'completed'],
  [14, '19:33', 4, 'buy', 'TRC20', 'USDT', '45.75', '43.60', 'completed'],
  [13, '08:52', 2, 'buy', 'TRC20', 'USDT', '500', '478.11', 'failed'],
  [13, '08:58', 6, 'buy', 'TRC20', 'USDT', '500', '479.39', 'completed'],
  [12, '16:09', 47, 'sell', 'ERC20', 'USDC', '350', '315.36', 'completed', 'no webhook'],
  [10, '20:41', 5, 'buy', 'BEP20', 'USDT', '210', '200.42', 'completed'],
  [9, '12:12', 4, 'buy', 'TRC20', 'USDT', '80', '76.72', 'completed'],
  [8, '18:27', 1, 'sell', 'TRC20', 'USDT', '250', '224.19', 'cancelled'],
  [7, '09:35', 36, 'sell', 'TRC20', 'USDT', '700', '632.29', 'completed'],
  [6, '21:19', 5, 'buy', 'ERC20', 'USDC', '320', '305.13', 'completed'],
  [5, '13:04', 4, 'buy', 'TRC20', 'USDT', '55', '52.38', 'completed'],
  [4, '17:38', 6, 'buy', 'TRC20', 'USDT', '180', '171.39', 'completed'],
  [3, '10:21', 29, 'sell', 'BEP20', 'USDT', '150', '134.83', 'completed'],
  [2, '16:47', 5, 'buy', 'TRC20', 'USDT', '99.5', '95.29', 'completed'],
  [1, '08:16', 4, 'buy', 'TRC20', 'USDT', '120', '114.32', 'completed'],
];

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Transactions of the month before `now`, oldest first. */
export function history(now: Date): PastTransaction[] {
  return rows.map(([daysAgo, time, minutes, ...row]) => {
    const [type, network, currency, amount, fiatAmount, status, missing] = row;
    const day = new Date(now.getTime() - daysAgo * DAY_MS).toISOString().slice(0, 10);
    const createdAt = new Date(`${day}T${time}Z`);
    const after = (share: number) => new Date(createdAt.getTime() + share * minutes * MINUTE_MS);
    return {
      merchantTransactionId: crypto.randomUUID(),
      ...{ type, network, currency, amount, fiatAmount, status, createdAt },
      fundedAt: status === 'completed' ? after(0.5) : null,
      updatedAt: after(1),
      webhookArrived: missing === undefined,
    };
  });
}

type PastEvent = Omit<Prisma.TransactionEventUncheckedCreateWithoutTransactionInput, 'userId'>;

/** What the app would have recorded: the session, then each change, reported and confirmed. */
export function eventsOf(past: PastTransaction): PastEvent[] {
  const { status, createdAt, fundedAt, updatedAt } = past;
  return [
    {
      source: 'app',
      kind: 'session',
      status: 'pending',
      reason: 'Proof opened a widget session.',
      recordedAt: createdAt,
    },
    ...(fundedAt ? changeEvents(past, 'pending', 'processing', fundedAt) : []),
    ...changeEvents(past, fundedAt ? 'processing' : 'pending', status, updatedAt),
  ];
}

function changeEvents(
  { webhookArrived }: PastTransaction,
  from: TransactionStatus,
  status: TransactionStatus,
  time: Date,
): PastEvent[] {
  const common = { status, providerTime: time, recordedAt: time };
  const hint: PastEvent = {
    source: 'webhook',
    kind: 'hint',
    hintOutcome: 'reported',
    reason: 'Proof sent it to our webhook.',
    ...common,
  };
  const fact: PastEvent = {
    source: 'api',
    kind: 'fact',
    factOutcome: 'applied',
    reason: `Proof moved it from ${from} to ${status}.`,
    ...common,
  };
  return webhookArrived ? [hint, fact] : [fact];
}
