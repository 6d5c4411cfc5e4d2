import 'server-only';
import { db } from '../db';
import { type DeliveryVerdict, Prisma } from '../generated/prisma/client';
import type { Hint } from '../hints/schema';
import { hintStatements } from '../hints/statements';
import { hintReasons } from '../transactions/status';

/** A webhook request as it arrived. `body` is bounded by whoever read it. */
export type ReceivedDelivery = {
  body: Uint8Array;
  headers: Record<string, string>;
  /** `performance.now()` when the first byte was there. */
  receivedMs: number;
};

const reasons: Record<DeliveryVerdict, string> = {
  ...hintReasons,
  invalid: 'The body is not what the contract describes.',
  wrong_secret: 'The secret in the URL is not ours.',
};

/**
 * Stores the delivery and its hint in one statement: after it the sender may be told 2xx, since
 * nothing that matters is in memory only. It calls nothing else and asks Proof nothing.
 */
export async function ingestWebhook(
  received: ReceivedDelivery,
  hint: Hint,
): Promise<DeliveryVerdict> {
  const rows = await db().$queryRaw<{ verdict: DeliveryVerdict }[]>(Prisma.sql`
    WITH ${hintStatements(hint)}
    INSERT INTO webhook_deliveries (id, verdict, reason, merchant_transaction_id, status, headers,
      body, processing_ms)
    SELECT gen_random_uuid(), verdict::"DeliveryVerdict",
      ${JSON.stringify(reasons)}::jsonb ->> verdict, ${hint.merchantTransactionId}, ${hint.status},
      ${JSON.stringify(received.headers)}::jsonb, ${received.body},
      ${performance.now() - received.receivedMs}
    FROM judged
    RETURNING verdict`);
  return rows[0]?.verdict ?? 'unknown_transaction';
}

/** The most deliveries with a wrong secret kept per minute: evidence, not a way to fill the disk. */
const WRONG_SECRETS_KEPT_PER_MINUTE = 60;

/** Keeps a delivery that could not be used, with the reason why, for the operator. */
export async function keepRejectedDelivery(
  received: ReceivedDelivery,
  verdict: 'invalid' | 'wrong_secret',
  reason: string = reasons[verdict],
): Promise<void> {
  await db().$executeRaw`
    INSERT INTO webhook_deliveries (id, verdict, reason, headers, body, processing_ms)
    SELECT gen_random_uuid(), ${verdict}::"DeliveryVerdict", ${reason},
      ${JSON.stringify(received.headers)}::jsonb, ${received.body},
      ${performance.now() - received.receivedMs}
    WHERE ${verdict} <> 'wrong_secret' OR (
      SELECT count(*) FROM webhook_deliveries
      WHERE verdict = 'wrong_secret' AND received_at > now() - interval '1 minute'
    ) < ${WRONG_SECRETS_KEPT_PER_MINUTE}`;
}
