import { db } from '../../../lib/db';

const reported = Array.from({ length: 500 }, (_, number) => `reported-${number}`);

/** The transactions that `nextWebhook` is about. Adding them again changes nothing. */
export async function addReportedTransactions(): Promise<void> {
  await db().user.createMany({
    data: reported.map((id) => ({ id, email: `${id}@example.org` })),
    skipDuplicates: true,
  });
  await db().transaction.createMany({
    data: reported.map((id) => ({
      merchantTransactionId: id,
      userId: id,
      type: 'buy' as const,
      network: 'TRC20',
      currency: 'USDT',
      requestedAmount: '100',
    })),
    skipDuplicates: true,
  });
}

let sent = 0;

/** The body of a webhook about one of these. Every one is news, which is the slowest case. */
export function nextWebhook(ids: readonly string[] = reported): string {
  sent += 1;
  return JSON.stringify({
    merchant_transaction_id: ids[sent % ids.length],
    status: 'processing',
    updated_at: new Date(Date.UTC(2026, 3, 1) + sent).toISOString(),
  });
}
