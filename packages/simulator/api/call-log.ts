import type { Context, MiddlewareHandler } from 'hono';
import type { Clock } from '../clock';
import type { Changes } from '../events/changes';
import { type BoundedLog, truncate } from '../state/bounded-log';

/** One request to the partner API. Without headers, because they hold the client token. */
export type Call = {
  id: number;
  at: string;
  /** By the system's clock, which a partner's timers follow. */
  realMs: number;
  requestId: string;
  method: string;
  path: string;
  status: number;
  durationMs: number;
  requestBody: string;
  responseBody: string;
};

export type ApiEnv = { Variables: { requestId: string } };

/** Reads the response, and replaces it by an equal one, because to read a clone takes longer. */
async function readResponse(c: Context): Promise<string> {
  const { body, status, headers } = c.res;
  if (!body) return '';
  const bytes = Buffer.from(await c.res.arrayBuffer());
  // Otherwise Hono merges the headers of both.
  c.res = undefined;
  c.res = new Response(bytes, { status, headers });
  return truncate(bytes.toString()).replace(/("init_token":")[^"]+/, '$1…');
}

type Dependencies = { calls: BoundedLog<Call>; clock: Clock; changes: Changes };

export function recordCalls({ calls, clock, changes }: Dependencies): MiddlewareHandler<ApiEnv> {
  let lastId = 0;
  return async (c, next) => {
    const startedAt = performance.now();
    lastId += 1;
    const call = { id: lastId, at: new Date(clock.nowMs()).toISOString(), realMs: Date.now() };
    const { method, path } = c.req;
    await next();
    const { status } = c.res;
    calls.add({
      ...call,
      requestId: c.get('requestId'),
      method,
      path,
      status,
      durationMs: Math.round((performance.now() - startedAt) * 10) / 10,
      requestBody: method === 'POST' ? truncate(await c.req.text()) : '',
      responseBody: await readResponse(c),
    });
    changes.publish({ type: 'call', data: { id: call.id, method, path, status } });
  };
}
