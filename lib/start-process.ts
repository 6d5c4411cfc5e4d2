import 'server-only';
import { ConfigurationError, env } from './env';
import { listener } from './live/listener';
import { log } from './log';
import { startReconciler } from './reconciliation/loop';
import { startWatcher } from './reconciliation/watcher';
import { startSideEffects } from './side-effects/loop';

/** Ends the process with a message that names every wrong variable. */
export function exitOnBadConfiguration(): void {
  try {
    env();
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

/** Whoever stops a process ends it by force some seconds later; what is left then is cut off anyway. */
const LONGEST_END_MS = 4_500;

/** Ends the process in time, should a query or a request under way not let it. */
export function exitInTime(): void {
  const exit = process.exit.bind(process);
  setTimeout(() => {
    log().warn('ended with work under way; leases run out by themselves');
    exit(1);
  }, LONGEST_END_MS).unref();
}

/**
 * Does what happens by itself: reconciles with Proof, listens to its sockets, runs side effects.
 * In the web process, or in workers beside it; any number of processes share the work.
 */
export function startWork(): { stop: () => Promise<void> } {
  const parts = [startReconciler(), startWatcher(), startSideEffects()];
  return {
    stop: async () => {
      const stopped = await Promise.allSettled(parts.map((part) => part.stop()));
      for (const result of stopped)
        if (result.status === 'rejected')
          log().warn({ cause: result.reason }, 'not stopped cleanly');
      await listener().close();
    },
  };
}
