import 'server-only';
import { AppError } from '../errors';
import { waitUntilDue } from '../live/listener';
import { wakeJobs, wakeStreams } from '../live/wake';
import { log } from '../log';
import { metrics } from '../metrics';
import { runOperation } from '../operation';
import { proof } from '../proof';
import type { Snapshot } from '../proof-api/schema';
import { applySnapshot } from '../transactions/mutations';
import type { Judgement } from '../transactions/status';
import {
  type ClaimedTransaction,
  claimDueTransactions,
  finishCheck,
  releaseLeases,
} from './mutations';

/** Checks that one process runs at a time. */
const CONCURRENCY = 8;
/** Of one customer's transactions. The others are for customers who have fewer that are due. */
const CONCURRENCY_PER_USER = 2;

/**
 * Checks due transactions with Proof until `stopping` aborts, then releases its leases, so that
 * another process continues at once. Any number of processes may run it.
 */
export async function runReconciler(stopping: AbortSignal): Promise<void> {
  const checks = new Map<ClaimedTransaction, Promise<void>>();
  let due: Promise<void> | undefined;
  while (!stopping.aborted) {
    // One at a time, however many checks end in the meantime.
    due ??= waitUntilDue(stopping).finally(() => {
      due = undefined;
    });
    while (checks.size < CONCURRENCY) {
      const claimed = await claimOne([...checks.keys()]);
      if (!claimed) break;
      const check = runOperation('check', () => checkTransaction(claimed))
        // The lease expires by itself, and then the transaction is checked again.
        .catch((cause) => log().error({ transaction: claimed.id, cause }, 'check not finished'))
        .finally(() => checks.delete(claimed));
      checks.set(claimed, check);
    }
    await Promise.race([...checks.values(), due]);
  }
  await releaseLeases([...checks.keys()].map(({ leaseToken }) => leaseToken));
}

/** The longest due transaction of a user who has few checks running. */
async function claimOne(running: ClaimedTransaction[]): Promise<ClaimedTransaction | undefined> {
  const userIds = running.map(({ userId }) => userId);
  const countOf = (userId: string) => userIds.filter((id) => id === userId).length;
  const busy = userIds.filter((userId) => countOf(userId) >= CONCURRENCY_PER_USER);
  // A database that is down does not end the loop.
  const claimed = await claimDueTransactions(1, busy).catch((cause) => {
    log().error({ cause }, 'due transactions could not be claimed');
    return [];
  });
  return claimed[0];
}

async function checkTransaction(claimed: ClaimedTransaction): Promise<void> {
  const snapshot = await proof()
    .getTransaction(claimed.merchantTransactionId)
    .catch((cause) => {
      // Proof gave no usable response; the provider call is on record.
      if (!(cause instanceof AppError)) throw cause;
      log().warn({ transaction: claimed.id, code: cause.code, cause }, 'check failed');
      return null;
    });
  await settleCheck(claimed, snapshot);
}

/**
 * Applies a snapshot and schedules the next check. Without a snapshot the last fact stays, and the
 * next check waits longer. Returns what became of the snapshot.
 */
export async function settleCheck(
  claimed: ClaimedTransaction,
  snapshot: Snapshot | null,
): Promise<Judgement | null> {
  const judgement = snapshot && (await applySnapshot(snapshot, claimed));
  if (judgement && judgement.outcome !== 'unchanged') wakeStreams(claimed.userId);
  if (snapshot?.status === 'completed') wakeJobs();
  log().debug({ transaction: claimed.id, ...judgement }, 'check settled');
  metrics().checks.inc({ outcome: judgement?.outcome ?? 'no_response' });
  await finishCheck(claimed, { answered: snapshot !== null });
  return judgement;
}
