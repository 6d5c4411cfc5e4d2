import 'server-only';
import { db } from '../db';
import type { Delivery } from '../transactions/ingest';

/** Deliveries with a wrong secret kept per minute: evidence, but no way to fill the disk. */
const WRONG_SECRETS_KEPT_PER_MINUTE = 60;

/** Stores a delivery that carries no usable hint, so that operators see why. */
export async function storeRejectedDelivery(
  { headers, body, receivedMs }: Delivery,
  outcome: 'invalid' | 'wrong_secret',
  reason: string,
): Promise<void> {
  await db().$executeRaw`
    INSERT INTO webhook_deliveries (id, outcome, reason, headers, body, processing_ms)
    SELECT gen_random_uuid(), ${outcome}::"HintOutcome", ${reason},
      ${JSON.stringify(headers)}::jsonb, ${body}, ${performance.now() - receivedMs}
    WHERE ${outcome} <> 'wrong_secret' OR (
      SELECT count(*) FROM webhook_deliveries
      WHERE outcome = 'wrong_secret' AND received_at > now() - interval '1 minute'
    ) < ${WRONG_SECRETS_KEPT_PER_MINUTE}`;
}
