import 'server-only';
import { ConfigurationError, env } from './env';
import { runHousekeeping } from './housekeeping/loop';
import { closeAllStreams } from './live/feed';
import { listener } from './live/listener';
import { log } from './log';
import { runReconciler } from './reconciliation/reconciler';
import { REQUEST_ID_HEADER } from './request-id';
import { runSideEffects } from './side-effects/loop';
import { runSockets } from './sockets/sockets';
import { serveWorkerMetrics } from './telemetry/report';
import { startTracing } from './telemetry/tracing';

/** Supervisors send SIGKILL a few seconds after SIGTERM, so exit before that. */
const SHUTDOWN_TIMEOUT_MS = 4_500;

/** Starts the background jobs. Any number of web processes and workers share the work. */
export function startBackgroundJobs(): { stop: () => Promise<void> } {
  const stopping = new AbortController();
  const run = [runReconciler, runSockets, runSideEffects, runHousekeeping];
  const jobs = run.map((start) => start(stopping.signal));
  return {
    stop: async () => {
      stopping.abort();
      const stopped = await Promise.allSettled(jobs);
      for (const result of stopped)
        if (result.status === 'rejected')
          log().warn({ cause: result.reason }, 'a background job did not stop cleanly');
      await listener().close();
    },
  };
}

/** Next.js calls this through `instrumentation.ts`. */
export async function startWebProcess(): Promise<void> {
  exitOnBadConfiguration();
  const sendTraces = await startTracing();
  const jobs = env().RECONCILER === 'inline' ? startBackgroundJobs() : undefined;
  // Next.js's handlers exit as soon as open requests finish, so release the leases first
  // (docs/decisions/0009).
  const handlers = { SIGTERM: process.listeners('SIGTERM'), SIGINT: process.listeners('SIGINT') };
  onShutdown(async (signal) => {
    closeAllStreams();
    await (jobs ? jobs.stop() : listener().close());
    await sendTraces();
    for (const handler of handlers[signal]) handler(signal);
  });
}

/** For web processes with RECONCILER=off. */
export async function startWorkerProcess(): Promise<void> {
  exitOnBadConfiguration();
  const sendTraces = await startTracing();
  const port = env().METRICS_PORT;
  if (port) serveWorkerMetrics(port);
  const jobs = startBackgroundJobs();
  log().info('worker started');
  onShutdown(async () => {
    await jobs.stop();
    await sendTraces();
    log().info('worker stopped');
    process.exit(0);
  });
}

/**
 * Says which request failed. `digest` is the reference that the error page shows. The route is
 * logged instead of the path, because the path of a webhook contains its secret.
 */
export function logRequestError(
  cause: unknown,
  headers: NodeJS.Dict<string | string[]>,
  route: string,
): void {
  // Next.js runs proxy.ts for pages only, so elsewhere the header is the client's.
  const requestId = route.startsWith('/api/') ? undefined : headers[REQUEST_ID_HEADER];
  const digest = cause instanceof Error && 'digest' in cause ? cause.digest : undefined;
  log().error({ requestId, route, digest, cause }, 'request failed');
}

function exitOnBadConfiguration(): void {
  try {
    env();
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

type ShutdownSignal = 'SIGTERM' | 'SIGINT';

/** Replaces all handlers of the signals. Exits if `shutDown` takes too long. */
function onShutdown(shutDown: (signal: ShutdownSignal) => Promise<void>): void {
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.removeAllListeners(signal);
    process.once(signal, () => {
      log().info('shutting down');
      setTimeout(() => {
        log().warn('shutdown timed out; leases expire by themselves');
        process.exit(1);
      }, SHUTDOWN_TIMEOUT_MS).unref();
      shutDown(signal).catch((cause) => log().error({ cause }, 'the shutdown failed'));
    });
  }
}
