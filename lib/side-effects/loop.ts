import 'server-only';
import { waitUntilDue } from '../live/listener';
import { log } from '../log';
import { runNextSideEffect } from './mutations';

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
    // Keep running while the database is down.
    const ran = await runNextSideEffect().catch((cause) => {
      log().error({ cause }, 'due side effects could not be read');
      return false;
    });
    if (!ran) await due;
  }
}
