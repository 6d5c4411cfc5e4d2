import { log } from '../lib/log';
import { exitInTime, exitOnBadConfiguration, startWork } from '../lib/start-process';

/** The work that happens by itself, in a process of its own: for web processes with RECONCILER=off. */
exitOnBadConfiguration();
const work = startWork();
log().info('worker started');

for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(signal, async () => {
    exitInTime();
    await work.stop();
    log().info('worker stopped');
    process.exit(0);
  });
