import 'server-only';
import { db } from '../db';
import type { Prisma } from '../generated/prisma/client';
import { onCompleted } from './on-completed';

const LONGEST_BACKOFF_SECONDS = 300;

/** Notes that a transaction was completed, in the database transaction that makes it so. */
export async function addSideEffect(
  tx: Prisma.TransactionClient,
  transactionId: string,
): Promise<void> {
  await tx.$executeRaw`
    WITH added AS (
      INSERT INTO side_effects (id, transaction_id) VALUES (gen_random_uuid(), ${transactionId})
      ON CONFLICT (transaction_id) DO NOTHING
      RETURNING id
    )
    SELECT pg_notify('transaction_due', '') FROM added`;
}

/**
 * Does one side effect that is due, if there is any; answers whether there was. The effect and the
 * note that it is done commit together, so a process that dies in between leaves neither.
 */
export async function doNextSideEffect(): Promise<boolean> {
  let taken: { id: string; transactionId: string } | undefined;
  try {
    await db().$transaction(async (tx) => {
      [taken] = await tx.$queryRaw<{ id: string; transactionId: string }[]>`
        SELECT id, transaction_id AS "transactionId" FROM side_effects
        WHERE due_at <= now() ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED`;
      if (!taken) return;
      await onCompleted(tx, taken);
      await tx.$executeRaw`
        UPDATE side_effects SET due_at = NULL, done_at = now(), attempts = attempts + 1,
          last_error = NULL
        WHERE id = ${taken.id}`;
    });
  } catch (cause) {
    if (!taken) throw cause;
    await postpone(taken.id, cause);
  }
  return taken !== undefined;
}

async function postpone(id: string, cause: unknown): Promise<void> {
  await db().$executeRaw`
    UPDATE side_effects SET attempts = attempts + 1, last_error = ${String(cause).slice(0, 500)},
      due_at = now() + make_interval(secs => LEAST(power(2, attempts), ${LONGEST_BACKOFF_SECONDS}))
    WHERE id = ${id} AND done_at IS NULL`;
}
