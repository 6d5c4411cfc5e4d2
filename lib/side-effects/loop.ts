import 'server-only';
import { log } from '../log';
import { wakeUp } from '../reconciliation/wake-up';
import { doNextSideEffect } from './mutations';

/** Does side effects as they come due, one after the other, until stopped. */
export function startSideEffects(): { stop: () => Promise<void> } {
  const stopping = new AbortController();
  const running = run(stopping.signal);
  return {
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

async function run(stopping: AbortSignal): Promise<void> {
  while (!stopping.aborted) {
    const woken = wakeUp(stopping);
    if (!(await doNextSafely())) await woken;
  }
}

/** A database that is away is not a reason to end. */
async function doNextSafely(): Promise<boolean> {
  try {
    return await doNextSideEffect();
  } catch (cause) {
    log().error({ cause }, 'side effects could not be read');
    return false;
  }
}
