import 'server-only';
import { db } from '../db';
import { type HintOutcome, Prisma, type Source } from '../generated/prisma/client';
import { wakeJobs, wakeStreams } from '../live/wake';
import { metrics } from '../metrics';

/**
 * News from a channel that proves nothing: the webhook, the WebSocket, the widget in the browser.
 * It is shown as "reported" and makes the transaction due. It never changes a status.
 */
export type Hint = {
  merchantTransactionId: string;
  source: Source;
  /** In the channel's own words: the widget's statuses are not the API's. */
  status: string;
  /** Proof's clock, if the channel sent one. */
  providerTime: Date | null;
  reason: string;
  paymentMethod?: string;
  /** Sell: where the customer sends the crypto. */
  depositAddress?: string;
  payload: object;
};

/** A transaction remembers this many hints, more than a lifetime of retries produces. */
export const REMEMBERED_HINTS = 32;

/** Explanations for operators. */
export const hintReasons = {
  reported: 'Recorded as reported; Proof is asked to confirm.',
  duplicate: 'The same change was reported before. Proof is asked again.',
  stale: 'A newer change was reported before. Proof is asked again.',
  unknown_transaction: 'No transaction has this id here (yet).',
} as const satisfies Partial<Record<HintOutcome, string>>;

/** Two hints with the same key are copies of each other. */
export function hintKey({ source, status, providerTime, depositAddress }: Hint): string {
  return [source, status, providerTime?.toISOString() ?? '', depositAddress ?? ''].join(' ');
}

/** A webhook request as it arrived. */
export type Delivery = {
  /** At most 16 KB. */
  body: Uint8Array;
  headers: Record<string, string>;
  /** `performance.now()` at the first byte. */
  receivedMs: number;
};

/**
 * Records a hint and, for a webhook, its delivery. Once it resolves, the sender can be answered 2xx:
 * nothing that matters is in memory only. Never changes `status`, and asks Proof nothing.
 *
 * One statement instead of a transaction with Prisma calls, because webhooks arrive in bursts and
 * wait for a reply, and it does not lock the row before it updates it, because Postgres would find
 * deadlocks while new rows refer to it: decision 0005. A property test compares it with the same rule
 * in TypeScript, testing/judge-hint.ts.
 *
 * 1. `updated` judges the hint, makes the transaction due and remembers the hint; a duplicate or stale
 *    one reports nothing new. Copies of one hint take turns here.
 * 2. `event` adds the timeline entry, unless the hint is a duplicate.
 * 3. `delivery` stores the request, also when no transaction has the id, unless there were too many.
 *
 * Postgres runs 2 and 3 to completion whether or not the final SELECT reads them.
 */
export async function ingestHint(hint: Hint, delivery?: Delivery): Promise<HintOutcome> {
  const { merchantTransactionId, source, status, providerTime } = hint;
  const key = hintKey(hint);
  const outcomeOfHint = Prisma.sql`CASE
    WHEN ${key} = ANY (t.recent_hints) THEN 'duplicate'
    WHEN ${providerTime}::timestamptz < t.reported_provider_time THEN 'stale'
    ELSE 'reported' END::"HintOutcome"`;
  const ifReported = Prisma.sql`CASE ${outcomeOfHint} WHEN 'reported' THEN`;
  const [result] = await db().$queryRaw<{ outcome: HintOutcome; userId: string | null }[]>`
    WITH updated AS (
      UPDATE transactions AS t SET
        hint_outcome = ${outcomeOfHint},
        next_check_at = LEAST(t.next_check_at, now()),
        recent_hints = CASE ${outcomeOfHint} WHEN 'duplicate' THEN t.recent_hints
          ELSE (ARRAY[${key}] || t.recent_hints)[1:${REMEMBERED_HINTS}::int] END,
        reported_status = ${ifReported} ${status} ELSE t.reported_status END,
        reported_source = ${ifReported} ${source}::"Source" ELSE t.reported_source END,
        reported_at = ${ifReported} now() ELSE t.reported_at END,
        updated_at = ${ifReported} now() ELSE t.updated_at END,
        reported_provider_time = GREATEST(t.reported_provider_time, ${providerTime}::timestamptz),
        payment_method = COALESCE(${hint.paymentMethod ?? null}, t.payment_method),
        deposit_address = COALESCE(${hint.depositAddress ?? null}, t.deposit_address)
      WHERE merchant_transaction_id = ${merchantTransactionId}
      RETURNING id, user_id, hint_outcome AS outcome
    ),
    judged AS (
      SELECT COALESCE((SELECT outcome FROM updated), 'unknown_transaction') AS outcome
    ),
    event AS (
      INSERT INTO transaction_events
        (id, user_id, transaction_id, source, kind, status, hint_outcome, reason, provider_time, payload)
      SELECT gen_random_uuid(), user_id, id, ${source}::"Source", 'hint', ${status}, outcome,
        ${hint.reason}, ${providerTime}::timestamptz, ${JSON.stringify(hint.payload)}::jsonb
      FROM updated WHERE outcome <> 'duplicate'
    )
    ${delivery ? insertDelivery(hint, delivery) : Prisma.empty}
    SELECT outcome, (SELECT user_id FROM updated) AS "userId" FROM judged`;
  const { outcome, userId } = result ?? { outcome: 'unknown_transaction', userId: null };
  if (userId) wakeJobs();
  // A duplicate has no event.
  if (userId && outcome !== 'duplicate') wakeStreams(userId);
  metrics().hints.inc({ source, outcome });
  return outcome;
}

function insertDelivery(hint: Hint, { headers, body, receivedMs }: Delivery): Prisma.Sql {
  return Prisma.sql`, delivery AS (
    INSERT INTO webhook_deliveries
      (id, outcome, reason, merchant_transaction_id, status, provider_time, headers, body,
        processing_ms)
    SELECT gen_random_uuid(), outcome, ${JSON.stringify(hintReasons)}::jsonb ->> outcome::text,
      ${hint.merchantTransactionId}, ${hint.status}, ${hint.providerTime}::timestamptz,
      ${JSON.stringify(headers)}::jsonb, ${body}, ${performance.now() - receivedMs}
    FROM judged WHERE outcome <> 'unknown_transaction' OR ${isKept('unknown_transaction')}
  )`;
}

/**
 * Deliveries about no transaction of ours that are kept per minute, of each outcome: evidence, but
 * no way to fill the disk.
 */
const KEPT_PER_MINUTE = 120;

function isKept(outcome: HintOutcome): Prisma.Sql {
  return Prisma.sql`(
    SELECT count(*) FROM webhook_deliveries
    WHERE outcome = ${outcome}::"HintOutcome" AND received_at > now() - interval '1 minute'
  ) < ${KEPT_PER_MINUTE}`;
}

/** Stores a delivery that carries no usable hint, so that operators see why. */
export async function storeRejectedDelivery(
  { headers, body, receivedMs }: Delivery,
  outcome: 'invalid' | 'wrong_secret',
  reason: string,
): Promise<void> {
  metrics().hints.inc({ source: 'webhook', outcome });
  await db().$executeRaw`
    INSERT INTO webhook_deliveries (id, outcome, reason, headers, body, processing_ms)
    SELECT gen_random_uuid(), ${outcome}::"HintOutcome", ${reason},
      ${JSON.stringify(headers)}::jsonb, ${body}, ${performance.now() - receivedMs}
    WHERE ${isKept(outcome)}`;
}
