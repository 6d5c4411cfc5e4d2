import 'server-only';
import { db } from '../db';
import { Prisma } from '../generated/prisma/client';
import type { WidgetSession } from '../proof-api/schema';
import { appendEvent } from '../transactions/events';
import type { Order } from './schema';

/** Longer than the longest call to Proof with its retries. */
const CLAIM_SECONDS = 45;
/** Proof's init_token lives for an hour, or until the widget's first visit. */
const SESSION_SECONDS = 3600;
/** The widget is opening; nothing can have happened yet. */
const FIRST_CHECK_SECONDS = 5;

export type Claim =
  | { state: 'ours' }
  | { state: 'minted'; transactionId: string }
  | { state: 'in_progress' }
  | { state: 'other_order' };

/**
 * Claims an idempotency key before Proof is called, since every POST there mints a transaction.
 * The first to insert the key mints; a claim whose holder died is taken over after its time.
 */
export async function claimKey(userId: string, order: Order): Promise<Claim> {
  const request = JSON.stringify([order.type, order.asset.id, order.amount]);
  const claimed = await db().$queryRaw<unknown[]>`
    INSERT INTO session_claims AS c (user_id, idempotency_key, request, claimed_until)
    VALUES (${userId}, ${order.idempotencyKey}::uuid, ${request}::jsonb,
      now() + make_interval(secs => ${CLAIM_SECONDS}))
    ON CONFLICT (user_id, idempotency_key) DO UPDATE SET claimed_until = EXCLUDED.claimed_until
      WHERE c.transaction_id IS NULL AND c.claimed_until < now() AND c.request = EXCLUDED.request
    RETURNING 1`;
  if (claimed.length > 0) return { state: 'ours' };
  const claim = await db().sessionClaim.findUnique({
    where: { userId_idempotencyKey: { userId, idempotencyKey: order.idempotencyKey } },
  });
  // Its holder failed and gave it back in this moment: the next attempt gets it.
  if (!claim) return { state: 'in_progress' };
  if (JSON.stringify(claim.request) !== request) return { state: 'other_order' };
  return claim.transactionId
    ? { state: 'minted', transactionId: claim.transactionId }
    : { state: 'in_progress' };
}

/** Gives the key back after a failed call, so that the customer can try again at once. */
export async function releaseKey(userId: string, idempotencyKey: string): Promise<void> {
  await db().sessionClaim.deleteMany({ where: { userId, idempotencyKey, transactionId: null } });
}

/** Stores a minted session: transaction, first event and the key's result, all or nothing. */
export async function storeMintedSession(
  userId: string,
  order: Order,
  session: WidgetSession,
  sealedSession: string,
): Promise<string> {
  return db().$transaction(async (tx) => {
    const { id } = await tx.transaction.create({
      data: {
        merchantTransactionId: session.merchant_transaction_id,
        userId,
        type: order.type,
        network: order.asset.network,
        currency: order.asset.currency,
        requestedAmount: order.amount,
        sealedSession,
        sessionClaim: {
          connect: { userId_idempotencyKey: { userId, idempotencyKey: order.idempotencyKey } },
        },
      },
      select: { id: true },
    });
    await tx.$executeRaw(Prisma.sql`
      UPDATE transactions SET
        session_expires_at = now() + make_interval(secs => ${SESSION_SECONDS}),
        next_check_at = CASE
          -- Proof may have told us of the transaction before its answer was stored.
          WHEN EXISTS (SELECT FROM webhook_deliveries AS d
            WHERE d.merchant_transaction_id = transactions.merchant_transaction_id) THEN now()
          ELSE now() + make_interval(secs => ${FIRST_CHECK_SECONDS}) END
      WHERE id = ${id}`);
    await appendEvent(tx, {
      userId,
      transactionId: id,
      source: 'app',
      kind: 'session',
      status: 'pending',
      verdict: 'applied',
      reason: 'Proof opened a widget session.',
      providerTime: null,
      payload: { amount: order.amount, asset: order.asset.id },
    });
    return id;
  });
}

/** Marks the widget as run: its token is spent from then on. False when it already was. */
export async function markSessionOpened(userId: string, transactionId: string): Promise<boolean> {
  const count = await db().$executeRaw`
    UPDATE transactions SET session_opened_at = now()
    WHERE id = ${transactionId} AND user_id = ${userId} AND session_opened_at IS NULL`;
  return count === 1;
}
