import 'server-only';
import { db } from '../db';
import { wakeStreams } from '../live/wake';
import { runOperation } from '../operation';
import { onCompleted } from './on-completed';

const MAX_BACKOFF_SECONDS = 300;
/** The backoff reaches its maximum before this exponent. Larger ones would overflow. */
const MAX_EXPONENT = 10;
/** Shorter than the timeout of a database transaction (db.ts). */
const EFFECT_TIMEOUT_MS = 15_000;

type Claimed = { id: string; transactionId: string; userId: string };

/**
 * Runs one due side effect and returns whether there was one. It is marked as done in the same
 * database transaction, so a process that dies in between leaves neither.
 */
export async function runNextSideEffect(effect = onCompleted): Promise<boolean> {
  let claimed: Claimed | undefined;
  try {
    await db().$transaction(async (tx) => {
      [claimed] = await tx.$queryRaw<Claimed[]>`
        SELECT e.id, t.id AS "transactionId", t.user_id AS "userId"
        FROM side_effects AS e JOIN transactions AS t ON t.id = e.transaction_id
        WHERE e.due_at <= now() AND e.done_at IS NULL
        ORDER BY e.due_at LIMIT 1 FOR UPDATE OF e SKIP LOCKED`;
      if (!claimed) return;
      const { id, transactionId } = claimed;
      const transaction = await tx.transaction.findUniqueOrThrow({ where: { id: transactionId } });
      const signal = AbortSignal.timeout(EFFECT_TIMEOUT_MS);
      await runOperation('side effect', () =>
        Promise.race([effect(tx, transaction, signal), rejectOnAbort(signal)]),
      );
      await tx.$executeRaw`
        UPDATE side_effects SET due_at = NULL, done_at = now(), attempts = attempts + 1,
          last_error = NULL
        WHERE id = ${id}`;
    });
    if (claimed) wakeStreams(claimed.userId);
  } catch (cause) {
    if (!claimed) throw cause;
    await postpone(claimed.id, cause);
  }
  return claimed !== undefined;
}

async function postpone(id: string, cause: unknown): Promise<void> {
  // Postgres text cannot contain a zero byte.
  const error = String(cause).replaceAll('\0', '').slice(0, 500);
  await db().$executeRaw`
    UPDATE side_effects SET attempts = attempts + 1, last_error = ${error},
      due_at = now() + make_interval(secs =>
        LEAST(power(2, LEAST(attempts, ${MAX_EXPONENT})), ${MAX_BACKOFF_SECONDS}))
    WHERE id = ${id} AND done_at IS NULL`;
}

function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
