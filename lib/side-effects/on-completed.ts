import type { Prisma, Transaction } from '../generated/prisma/client';
import { formatAmount } from '../money';

/**
 * Your code: what your business does when a transaction completes. It runs once per transaction, on
 * the status that Proof has confirmed. This example keeps a balance and adds an event to the
 * timeline.
 *
 * What it writes through `tx` is committed together with marking the side effect as done. Calls to
 * other systems can repeat if the process dies before the commit, so send the transaction's id as
 * their idempotency key, and pass them `signal`, which aborts after 15 s. A failed side effect is
 * retried.
 */
export async function onCompleted(
  tx: Prisma.TransactionClient,
  transaction: Transaction,
  _signal: AbortSignal,
): Promise<void> {
  const { id: transactionId, userId, currency } = transaction;
  const amount = transaction.cryptoAmount ?? transaction.requestedAmount;
  const isBuy = transaction.type === 'buy';
  await tx.balanceEntry.create({
    data: { userId, transactionId, currency, amount: isBuy ? amount : amount.negated() },
  });
  await tx.transactionEvent.create({
    data: {
      userId,
      transactionId,
      source: 'app',
      kind: 'side_effect',
      reason: `${formatAmount(amount.toFixed())} ${currency} was ${isBuy ? 'added to' : 'taken from'} your balance.`,
    },
  });
}
