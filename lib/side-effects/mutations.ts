import 'server-only';
import { db } from '../db';
import type { Prisma } from '../generated/prisma/client';
import { onCompleted } from './on-completed';

const LONGEST_BACKOFF_SECONDS = 300;
/** Beyond this exponent the backoff is at its longest, and later on the power would overflow. */
const LARGEST_EXPONENT = 10;
/** Shorter than a database transaction may take (db.ts): an effect that hangs holds up nothing else. */
const EFFECT_TIMEOUT_MS = 15_000;

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
export async function doNextSideEffect(effect = onCompleted): Promise<boolean> {
  let taken: { id: string; transactionId: string } | undefined;
  try {
    await db().$transaction(async (tx) => {
      [taken] = await tx.$queryRaw<{ id: string; transactionId: string }[]>`
        SELECT id, transaction_id AS "transactionId" FROM side_effects
        WHERE due_at <= now() ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED`;
      if (!taken) return;
      const tooLate = AbortSignal.timeout(EFFECT_TIMEOUT_MS);
      await Promise.race([effect(tx, { ...taken, tooLate }), rejectedBy(tooLate)]);
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
  // Postgres stores any text but one with a zero byte in it.
  const error = String(cause).replaceAll('\0', '').slice(0, 500);
  await db().$executeRaw`
    UPDATE side_effects SET attempts = attempts + 1, last_error = ${error},
      due_at = now() + make_interval(secs =>
        LEAST(power(2, LEAST(attempts, ${LARGEST_EXPONENT})), ${LONGEST_BACKOFF_SECONDS}))
    WHERE id = ${id} AND done_at IS NULL`;
}

function rejectedBy(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
