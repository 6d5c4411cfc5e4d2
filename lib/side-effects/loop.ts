import 'server-only';
import { waitUntilDue } from '../live/listener';
import { log } from '../log';
import { runNextSideEffect } from './mutations';

/** Runs due side effects, one after the other, until `stopping` aborts. */
export async function runSideEffects(stopping: AbortSignal): Promise<void> {
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
