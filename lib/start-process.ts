import 'server-only';
import { ConfigurationError, env } from './env';
import { closeAllFeeds } from './live/feed';
import { listener } from './live/listener';
import { log } from './log';
import { type Reconciler, startReconciler } from './reconciliation/loop';

/** What a web process does beside serving: reconcile, unless that runs on its own, and end cleanly. */
export function startProcess(): void {
  exitOnBadConfiguration();
  const reconciler = env().RECONCILER === 'inline' ? startReconciler() : undefined;
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => void shutDown(reconciler));
}

export function exitOnBadConfiguration(): void {
  try {
    env();
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

/** Next.js closes the server itself; an open feed or LISTEN connection would keep it waiting. */
async function shutDown(reconciler: Reconciler | undefined): Promise<void> {
  log().info('shutting down');
  closeAllFeeds();
  await reconciler?.stop();
  await listener().close();
}
