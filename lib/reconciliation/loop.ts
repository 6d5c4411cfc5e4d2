import 'server-only';
import { log } from '../log';
import { checkTransaction } from './check';
import { type ClaimedTransaction, claimDueTransactions, releaseLeases } from './mutations';
import { wakeUp } from './wake-up';

/** Checks that one process runs at a time. */
const CONCURRENCY = 8;

export type Reconciler = {
  /** Takes no more work and gives back what is under way, so that another process goes on at once. */
  stop: () => Promise<void>;
};

type UnderWay = Map<ClaimedTransaction, Promise<void>>;

/** Reconciles due transactions with Proof until stopped. Any number of processes may run it. */
export function startReconciler(): Reconciler {
  const stopping = new AbortController();
  const underWay: UnderWay = new Map();
  const running = run(stopping.signal, underWay);
  return {
    stop: async () => {
      stopping.abort();
      await running;
      await releaseLeases([...underWay.keys()].map(({ leaseToken }) => leaseToken));
    },
  };
}

async function run(stopping: AbortSignal, underWay: UnderWay): Promise<void> {
  while (!stopping.aborted) {
    const woken = wakeUp(stopping);
    for (const claimed of await claim(CONCURRENCY - underWay.size)) {
      const check = checkSafely(claimed).finally(() => underWay.delete(claimed));
      underWay.set(claimed, check);
    }
    const isFull = underWay.size === CONCURRENCY;
    await (isFull ? Promise.race([...underWay.values(), woken]) : woken);
  }
}

/** A database that is away is not a reason to end: the loop comes back to it. */
async function claim(limit: number): Promise<ClaimedTransaction[]> {
  if (limit === 0) return [];
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
