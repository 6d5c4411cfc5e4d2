import type { Prisma } from '../generated/prisma/client';

/**
 * What your business does when a transaction is completed: this example keeps the customer's
 * balance. It runs exactly once per transaction, on Proof's confirmed fact and never on a hint.
 *
 * Whatever it writes through `tx` commits together with the note that it was done. For an effect
 * outside this database (an e-mail, another service), send `id` along as the idempotency key: a
 * process that dies after the call and before the commit makes it run again. `tooLate` aborts after
 * 15 s, when the effect counts as failed and is done again later: pass it on to `fetch`.
 */
export async function onCompleted(
  tx: Prisma.TransactionClient,
  { transactionId }: { id: string; transactionId: string; tooLate: AbortSignal },
): Promise<void> {
  const transaction = await tx.transaction.findUniqueOrThrow({ where: { id: transactionId } });
  const amount = transaction.cryptoAmount ?? transaction.requestedAmount;
  await tx.balanceEntry.create({
    data: {
      userId: transaction.userId,
      transactionId,
      currency: transaction.currency,
      amount: transaction.type === 'buy' ? amount : amount.negated(),
    },
  });
}
