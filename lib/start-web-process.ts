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
  const shutDown = async () => {
    log().info('shutting down');
    exitInTime();
    // Next.js closes its server by itself and then exits; an open feed would keep it from that.
    const stopped = work ? work.stop() : listener().close();
    closeAllFeeds();
    await stopped;
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void shutDown());
}
