import { db } from '../../../lib/db';

const TRANSACTIONS = 500;

/** The transactions that `nextWebhook` is about. Adding them again changes nothing. */
export async function addReportedTransactions(): Promise<void> {
  const numbers = Array.from({ length: TRANSACTIONS }, (_, index) => index);
  await db().user.createMany({
    data: numbers.map((number) => ({ id: `reported-${number}`, email: `${number}@example.org` })),
    skipDuplicates: true,
  });
  await db().transaction.createMany({
    data: numbers.map((number) => ({
      merchantTransactionId: `reported-${number}`,
      userId: `reported-${number}`,
      type: 'buy' as const,
      network: 'TRC20',
      currency: 'USDT',
      requestedAmount: '100',
    })),
    skipDuplicates: true,
  });
}

let sent = 0;

/** The body of a webhook. Every one is news, which is the slowest case. */
export function nextWebhook(): string {
  sent += 1;
  return JSON.stringify({
    merchant_transaction_id: `reported-${sent % TRANSACTIONS}`,
    status: 'processing',
    updated_at: new Date(Date.UTC(2026, 3, 1) + sent).toISOString(),
  });
}
