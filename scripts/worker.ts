import { listener } from '../lib/live/listener';
import { log } from '../lib/log';
import { startReconciler } from '../lib/reconciliation/loop';
import { exitOnBadConfiguration } from '../lib/start-process';

/** The reconciler as its own process, for web processes that run with RECONCILER=off. */
exitOnBadConfiguration();
const reconciler = startReconciler();
log().info('worker started');

for (const signal of ['SIGTERM', 'SIGINT'] as const)
  process.once(signal, async () => {
    await reconciler.stop();
    await listener().close();
    log().info('worker stopped');
    process.exit(0);
  });
