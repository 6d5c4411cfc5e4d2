import type { Prisma, Transaction } from '../generated/prisma/client';
import { formatAmount } from '../money';

/**
 * Your code: what your business does when a transaction completes. This example keeps the customer's
 * balance and says so on the transaction's timeline. It runs once per transaction, on Proof's
 * confirmed status and never on a hint.
 *
 * Whatever it writes through `tx` commits together with the note that it is done. For an effect
 * outside this database (an e-mail, another service) send `idempotencyKey` along: a process that dies
 * between the call and the commit makes it run again. `signal` aborts after 15 s, when the effect
 * counts as failed and is retried later: pass it to `fetch`.
 */
export async function onCompleted(
  tx: Prisma.TransactionClient,
  transaction: Transaction,
  _options: { idempotencyKey: string; signal: AbortSignal },
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
