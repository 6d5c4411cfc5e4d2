import 'server-only';
import { databaseTime, db } from '../db';
import { AppError } from '../errors';
import { wakeStreams } from '../live/wake';
import type { WidgetSession } from '../proof-api/schema';
import { intervals } from '../reconciliation/schedule';
import type { Order } from './schema';

/** Longer than the longest call to Proof with its retries. */
const CLAIM_SECONDS = 45;

/** The transaction is there once the request that holds the key has minted it. */
type Claim = 'claimed' | 'in_progress' | { transactionId: string };

/**
 * Claims an idempotency key before Proof is called, since every POST there mints a transaction.
 * The first request to insert the key mints. A claim whose holder died is taken over when it expires.
 */
export async function claimKey(userId: string, order: Order): Promise<Claim> {
  const { idempotencyKey } = order;
  const request = JSON.stringify([order.type, order.asset.id, order.amount]);
  const claimed = await db().$executeRaw`
    INSERT INTO session_claims AS c (user_id, idempotency_key, request, claimed_until)
    VALUES (${userId}, ${idempotencyKey}::uuid, ${request}::jsonb,
      now() + make_interval(secs => ${CLAIM_SECONDS}))
    ON CONFLICT (user_id, idempotency_key) DO UPDATE SET claimed_until = EXCLUDED.claimed_until
      WHERE c.transaction_id IS NULL AND c.claimed_until < now() AND c.request = EXCLUDED.request`;
  if (claimed > 0) return 'claimed';
  const claim = await db().sessionClaim.findFirst({ where: { userId, idempotencyKey } });
  // Its holder failed and released it just now: the next attempt gets it.
  if (!claim) return 'in_progress';
  if (JSON.stringify(claim.request) !== request) throw new AppError('key_reused');
  return claim.transactionId ? { transactionId: claim.transactionId } : 'in_progress';
}

/** Releases the key after a failed call, so that the customer can try again at once. */
export async function releaseKey(userId: string, idempotencyKey: string): Promise<void> {
  await db().sessionClaim.deleteMany({ where: { userId, idempotencyKey, transactionId: null } });
}

/** Stores a minted session: transaction, first event and the key's result, all or nothing. */
export async function storeMintedSession(minted: {
  transactionId: string;
  userId: string;
  order: Order;
  session: WidgetSession;
  sealedSession: string;
}): Promise<void> {
  const { transactionId: id, userId, sealedSession } = minted;
  const { type, asset, amount, idempotencyKey, previousId } = minted.order;
  const { merchant_transaction_id: merchantTransactionId } = minted.session;
  await db().$transaction(async (tx) => {
    const now = await databaseTime(tx);
    const inSeconds = (seconds: number) => new Date(now.getTime() + seconds * 1000);
    const previous =
      previousId && (await tx.transaction.count({ where: { id: previousId, userId } }));
    await tx.transaction.create({
      data: {
        id,
        merchantTransactionId,
        ...(previous ? { previousId } : {}),
        userId,
        type,
        network: asset.network,
        currency: asset.currency,
        requestedAmount: amount,
        sealedSession,
        sessionExpiresAt: inSeconds(intervals.session),
        nextCheckAt: inSeconds(intervals.firstCheck),
        events: {
          create: {
            userId,
            source: 'app',
            kind: 'session',
            status: 'pending',
            reason: 'Proof opened a widget session.',
            payload: { amount, asset: asset.id },
          },
        },
      },
      select: { id: true },
    });
    // A request that took longer than its claim must not store a second order.
    const where = { userId, idempotencyKey, transactionId: null };
    const { count } = await tx.sessionClaim.updateMany({ where, data: { transactionId: id } });
    if (count === 0) throw new AppError('mint_in_progress', 'Another request took over the key.');
    // A webhook can arrive before its transaction is stored. Counted last, so that few are missed.
    const reported = await tx.webhookDelivery.count({ where: { merchantTransactionId } });
    if (reported > 0) await tx.transaction.update({ where: { id }, data: { nextCheckAt: now } });
  });
  wakeStreams(userId);
}

/** Notes that the widget ran, so its token is spent. False if it had run before, or is not theirs. */
export async function markSessionOpened(userId: string, transactionId: string): Promise<boolean> {
  const count = await db().$executeRaw`
    UPDATE transactions SET session_opened_at = now()
    WHERE id = ${transactionId} AND user_id = ${userId} AND session_opened_at IS NULL`;
  return count === 1;
}
