import { setTimeout as wait } from 'node:timers/promises';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context, MiddlewareHandler } from 'hono';
import type { World } from '../world';
import type { ApiEnv } from './call-log';
import { type Fault, type FaultEndpoint, LONGEST_HANG_MS } from './faults';
import { standingFault } from './standing-api-faults';

export type NodeEnv = ApiEnv & { Bindings: HttpBindings };

/** Waits in real time whatever the simulator's clock says: it is the client's patience that is tried. */
export async function waitForClient(c: Context<NodeEnv>, durationMs: number): Promise<void> {
  const gone = new AbortController();
  c.env.outgoing.once('close', () => gone.abort());
  await wait(durationMs, undefined, { signal: gone.signal, ref: false }).catch(() => undefined);
}

/** Closes the connection; whatever was not sent by now never is. */
export function hangUp(c: Context<NodeEnv>): Response {
  c.env.outgoing.destroy();
  return RESPONSE_ALREADY_SENT;
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
  return hangUp(c);
}

function faultResponse({ rawBody, error, code, message }: Fault, httpStatus: number): Response {
  const headers = { 'content-type': 'application/json' };
  const body = rawBody ?? JSON.stringify({ error, code, message });
  return new Response(body, { status: httpStatus, headers });
}

function nextFault({ faults, board, events }: World, endpoint: FaultEndpoint): Fault | undefined {
  const queued = faults.take(endpoint);
  if (!queued) return standingFault(board, endpoint);
  events.record('fault.taken', { fault: 'queued', endpoint });
  return queued;
}

/** Lets an endpoint's waiting faults have their way with a call before and after the real answer. */
export function takeFaults(world: World, endpoint: FaultEndpoint): MiddlewareHandler<NodeEnv> {
  return async (c, next) => {
    const fault = nextFault(world, endpoint);
    if (!fault) return next();
    if (fault.delayMs) await waitForClient(c, fault.delayMs);
    if (fault.hang) {
      await waitForClient(c, LONGEST_HANG_MS);
      return hangUp(c);
    }
    if (fault.httpStatus !== undefined) c.res = faultResponse(fault, fault.httpStatus);
    else await next();
    if (fault.cutOff) c.res = await sendHalf(c, c.res);
    return undefined;
  };
}
