import 'server-only';
import { env } from './env';
import { closeAllFeeds } from './live/feed';
import { listener } from './live/listener';
import { log } from './log';
import { exitInTime, exitOnBadConfiguration, startWork } from './start-process';

/** What a web process does beside serving: the work, unless that has its own process, and a clean end. */
export function startWebProcess(): void {
  exitOnBadConfiguration();
  const work = env().RECONCILER === 'inline' ? startWork() : undefined;
  const shutDown = () => {
    log().info('shutting down');
    exitInTime();
    exitAfter(work ? work.stop() : listener().close());
    closeAllFeeds();
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, shutDown);
}

/** Next.js exits when its last connection is closed, and has no hook to make it wait for `work` too. */
function exitAfter(work: Promise<void>): void {
  const exit = process.exit.bind(process);
  const exitLater = (code?: number) => void work.finally(() => exit(code));
  // Nothing that Next.js does after calling it depends on its never returning.
  process.exit = exitLater as typeof process.exit;
}
