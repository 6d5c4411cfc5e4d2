import { db } from '../../../lib/db';
import type { Prisma } from '../../../lib/generated/prisma/client';
import {
  type Delivery,
  type Hint,
  hintKey,
  hintReasons,
  REMEMBERED_HINTS,
} from '../../../lib/transactions/ingest';
import { judgeHint } from '../../judge-hint';

type Locked = {
  id: string;
  userId: string;
  recentHints: string[];
  newestProviderTime: Date | null;
  nextCheckAt: Date | null;
  now: Date;
};

/**
 * `ingestHint` (lib/transactions/ingest.ts) as a transaction of Prisma calls: lock, judge, write. The
 * bench compares the two, so that the statement stays only as long as it is worth it.
 */
export function ingestWithPrisma(hint: Hint, delivery: Delivery): Promise<string> {
  return db().$transaction(async (tx) => {
    const [state] = await tx.$queryRaw<Locked[]>`
      SELECT id, user_id AS "userId", recent_hints AS "recentHints",
        reported_provider_time AS "newestProviderTime", next_check_at AS "nextCheckAt", now()
      FROM transactions WHERE merchant_transaction_id = ${hint.merchantTransactionId} FOR UPDATE`;
    const outcome = judgeHint(state ?? null, hint);
    if (state) await writeHint(tx, state, hint, outcome);
    await tx.webhookDelivery.create({
      data: {
        outcome,
        reason: hintReasons[outcome],
        merchantTransactionId: hint.merchantTransactionId,
        status: hint.status,
        providerTime: hint.providerTime,
        headers: delivery.headers,
        body: Uint8Array.from(delivery.body),
        processingMs: performance.now() - delivery.receivedMs,
      },
      select: { id: true },
    });
    return outcome;
  });
}

async function writeHint(
  tx: Prisma.TransactionClient,
  { id, userId, recentHints, newestProviderTime, nextCheckAt, now }: Locked,
  hint: Hint,
  outcome: ReturnType<typeof judgeHint>,
): Promise<void> {
  const { status, source, reason, providerTime, payload } = hint;
  const report = { reportedStatus: status, reportedSource: source, reportedAt: now };
  const isNewest = providerTime && (!newestProviderTime || providerTime > newestProviderTime);
  await tx.transaction.updateMany({
    where: { id },
    data: {
      nextCheckAt: nextCheckAt && nextCheckAt < now ? nextCheckAt : now,
      updatedAt: now,
      ...(outcome === 'reported' ? report : {}),
      ...(isNewest ? { reportedProviderTime: providerTime } : {}),
      ...(outcome === 'duplicate'
        ? {}
        : { recentHints: [hintKey(hint), ...recentHints].slice(0, REMEMBERED_HINTS) }),
    },
  });
  if (outcome === 'duplicate') return;
  await tx.transactionEvent.create({
    data: {
      ...{ userId, transactionId: id, source, kind: 'hint', status, reason, providerTime },
      hintOutcome: outcome,
      payload: { ...payload },
    },
    select: { id: true },
  });
}
