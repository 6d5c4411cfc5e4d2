import { Prisma } from '../generated/prisma/client';
import type { EventKind, Source, Verdict } from '../generated/prisma/enums';

export type NewEvent = {
  userId: string;
  transactionId: string;
  source: Source;
  kind: EventKind;
  status: string | null;
  verdict: Verdict;
  reason: string;
  providerTime: Date | null;
  payload: object;
};

/**
 * Adds an event to the timeline and wakes the live feeds of its user when the caller's database
 * transaction commits. The number is taken under the user's row lock, which is held until then, so
 * numbers become visible in order and without gaps.
 */
export async function appendEvent(tx: Prisma.TransactionClient, event: NewEvent): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    WITH numbered AS (
      UPDATE users SET event_sequence = event_sequence + 1 WHERE id = ${event.userId}
      RETURNING event_sequence
    ),
    event AS (
      INSERT INTO transaction_events (id, user_id, sequence, transaction_id, source, kind, status,
        verdict, reason, provider_time, payload)
      SELECT gen_random_uuid(), ${event.userId}, event_sequence, ${event.transactionId},
        ${event.source}::"Source", ${event.kind}::"EventKind", ${event.status},
        ${event.verdict}::"Verdict", ${event.reason}, ${event.providerTime}::timestamptz,
        ${JSON.stringify(event.payload)}::jsonb
      FROM numbered
      RETURNING user_id
    )
    SELECT pg_notify('transaction_event', user_id) FROM event`);
}
