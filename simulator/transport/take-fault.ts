import { setTimeout as wait } from 'node:timers/promises';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context, MiddlewareHandler } from 'hono';
import type { ApiEnv } from './call-log';
import { type Fault, type FaultEndpoint, type Faults, LONGEST_HANG_MS } from './faults';

type NodeEnv = ApiEnv & { Bindings: HttpBindings };

/** Waits in real time whatever the simulator's clock says: it is the client's patience that is tried. */
async function waitForClient(c: Context<NodeEnv>, durationMs: number): Promise<void> {
  const gone = new AbortController();
  c.env.outgoing.once('close', () => gone.abort());
  await wait(durationMs, undefined, { signal: gone.signal, ref: false }).catch(() => undefined);
}

/** Announces the whole body, sends half of it and closes the connection. */
async function sendHalf(c: Context<NodeEnv>, response: Response): Promise<Response> {
  const body = Buffer.from(await response.arrayBuffer());
  const own = { 'content-length': body.length, 'x-request-id': c.get('requestId') };
  const headers = { ...Object.fromEntries(response.headers), ...own };
  const { outgoing } = c.env;
  outgoing.writeHead(response.status, headers);
  const half = body.subarray(0, Math.floor(body.length / 2));
  await new Promise<void>((resolve) => outgoing.write(half, () => resolve()));
  outgoing.destroy();
  return RESPONSE_ALREADY_SENT;
}

function faultResponse({ rawBody, error, code, message }: Fault, httpStatus: number): Response {
  const headers = { 'content-type': 'application/json' };
  const body = rawBody ?? JSON.stringify({ error, code, message });
  return new Response(body, { status: httpStatus, headers });
}

/** Lets an endpoint's waiting faults have their way with a call before and after the real answer. */
export function takeFaults(faults: Faults, endpoint: FaultEndpoint): MiddlewareHandler<NodeEnv> {
  return async (c, next) => {
    const fault = faults.take(endpoint);
    if (!fault) return next();
    if (fault.delayMs) await waitForClient(c, fault.delayMs);
    if (fault.hang) {
      await waitForClient(c, LONGEST_HANG_MS);
      c.env.outgoing.destroy();
      return RESPONSE_ALREADY_SENT;
    }
    if (fault.httpStatus !== undefined) c.res = faultResponse(fault, fault.httpStatus);
    else await next();
    if (fault.cutOff) c.res = await sendHalf(c, c.res);
    return undefined;
  };
}
