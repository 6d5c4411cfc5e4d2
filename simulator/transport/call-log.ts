import type { MiddlewareHandler } from 'hono';
import type { BoundedLog } from '../state/bounded-log';

export type ApiEnv = { Variables: { requestId: string } };

/** One request to the partner API. Headers and bodies stay out: they hold the client token. */
export type Call = {
  at: string;
  requestId: string;
  method: string;
  path: string;
  status: number;
  durationMs: number;
};

export function recordCalls(calls: BoundedLog<Call>): MiddlewareHandler<ApiEnv> {
  return async (c, next) => {
    const startedAt = performance.now();
    const at = new Date().toISOString();
    await next();
    calls.add({
      at,
      requestId: c.get('requestId'),
      method: c.req.method,
      path: c.req.path,
      status: c.res.status,
      durationMs: Math.round((performance.now() - startedAt) * 10) / 10,
    });
  };
}
