import 'server-only';
import { waitUntilDue } from '../live/listener';
import { log } from '../log';
import { runNextSideEffect } from './mutations';

/** Runs due side effects, one after the other, until stopped. */
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
    const due = waitUntilDue(stopping);
    // A database that is down does not end the loop.
    const ran = await runNextSideEffect().catch((cause) => {
      log().error({ cause }, 'side effects could not be read');
      return false;
    });
    if (!ran) await due;
  }
}
