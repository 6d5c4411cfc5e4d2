import type { Instrumentation } from 'next';

/** Next.js calls this once when a server process starts. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { startWebProcess } = await import('./lib/start-process');
  await startWebProcess();
}

/** Next.js calls this when a page, an action or a route handler throws. */
export const onRequestError: Instrumentation.onRequestError = async (cause, request, context) => {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { logRequestError } = await import('./lib/start-process');
  logRequestError(cause, request.headers, context.routePath);
};
