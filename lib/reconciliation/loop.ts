import 'server-only';
import { setTimeout as delay } from 'node:timers/promises';
import { listener } from '../live/listener';
import { log } from '../log';
import { checkTransaction } from './check';
import { type ClaimedTransaction, claimDueTransactions } from './mutations';
import { startWatcher } from './watcher';

/** Checks that one process runs at a time. */
const CONCURRENCY = 8;
/** NOTIFY wakes the loop; this poll behind it finds what comes due by time, and what was missed. */
const POLL_MS = 500;

export type Reconciler = {
  /** Takes no more work, lets the checks under way end, and resolves. */
  stop: () => Promise<void>;
};

/** Reconciles due transactions with Proof until stopped. Any number of processes may run it. */
export function startReconciler(): Reconciler {
  const stopping = new AbortController();
  const watcher = startWatcher();
  const running = run(stopping.signal);
  return {
    stop: async () => {
      stopping.abort();
      await Promise.all([running, watcher.stop()]);
    },
  };
}

async function run(stopping: AbortSignal): Promise<void> {
  const underWay = new Set<Promise<void>>();
  while (!stopping.aborted) {
    const woken = wakeUp(stopping);
    for (const claimed of await claim(CONCURRENCY - underWay.size)) {
      const check = checkSafely(claimed).finally(() => underWay.delete(check));
      underWay.add(check);
    }
    await (underWay.size === CONCURRENCY ? Promise.race(underWay) : woken);
  }
  await Promise.all(underWay);
}

/** A database that is away is not a reason to end: the loop comes back to it. */
async function claim(limit: number): Promise<ClaimedTransaction[]> {
  try {
    return await claimDueTransactions(limit);
  } catch (cause) {
    log().error({ cause }, 'due transactions could not be claimed');
    return [];
  }
}

async function checkSafely(claimed: ClaimedTransaction): Promise<void> {
  try {
    await checkTransaction(claimed);
  } catch (cause) {
    // The lease runs out by itself, and then the transaction is checked again.
    log().error({ transaction: claimed.id, cause }, 'a check was not finished');
  }
}

async function wakeUp(stopping: AbortSignal): Promise<void> {
  const waiting = new AbortController();
  const signal = AbortSignal.any([stopping, waiting.signal]);
  const stopListening = listener().onDue(() => waiting.abort());
  await delay(POLL_MS, undefined, { signal }).catch(() => {});
  stopListening();
}
