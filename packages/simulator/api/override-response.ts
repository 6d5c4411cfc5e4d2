import { setTimeout as wait } from 'node:timers/promises';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context, MiddlewareHandler } from 'hono';
import type { API_FAULTS } from '../injected-faults/api-faults';
import type { InjectedFaults } from '../injected-faults/injected-faults';
import type { Simulator } from '../simulator';
import { ApiError } from './api-error';
import type { ApiEnv } from './call-log';
import {
  type Endpoint,
  INJECTED_MESSAGE,
  MAX_HANG_MS,
  type QueuedResponse,
} from './queued-responses';

export type NodeEnv = ApiEnv & { Bindings: HttpBindings };

type Override = Partial<Omit<QueuedResponse, 'endpoint' | 'times' | 'rate'>>;

/** Waits in real time, because it tests the client's timeout, until the client gives up. */
export async function waitForClient(c: Context<NodeEnv>, durationMs: number): Promise<void> {
  const closed = new AbortController();
  c.env.outgoing.once('close', () => closed.abort());
  await wait(durationMs, undefined, { signal: closed.signal, ref: false }).catch(() => undefined);
}

export function closeConnection(c: Context<NodeEnv>): Response {
  c.env.outgoing.destroy();
  return RESPONSE_ALREADY_SENT;
}

/** Announces the length of the whole body, sends half of it and closes the connection. */
async function sendHalf(c: Context<NodeEnv>, response: Response): Promise<Response> {
  const body = Buffer.from(await response.arrayBuffer());
  const headers = {
    ...Object.fromEntries(response.headers),
    'content-length': body.length,
    'x-request-id': c.get('requestId'),
  };
  const { outgoing } = c.env;
  outgoing.writeHead(response.status, headers);
  const half = body.subarray(0, Math.floor(body.length / 2));
  await new Promise<void>((resolve) => outgoing.write(half, () => resolve()));
  return closeConnection(c);
}

function replacement({ rawBody, error, code, message }: Override, status: number): Response {
  const headers = { 'content-type': 'application/json' };
  return new Response(rawBody ?? JSON.stringify({ error, code, message }), { status, headers });
}

type EndpointFault = Exclude<
  keyof typeof API_FAULTS,
  'api_unknown_transaction_status' | 'api_stale_transaction'
>;

function takeInjectedFault(faults: InjectedFaults, endpoint: Endpoint): Override | null {
  const take = <Id extends EndpointFault>(id: Id) => {
    // Checked first, so that requests to other endpoints do not use up the fault.
    const affected = faults.parametersOf(id)?.endpoint;
    return affected === 'any' || affected === endpoint ? faults.take(id, { endpoint }) : null;
  };
  const error = take('api_error');
  if (error) {
    const { httpStatus, body } = new ApiError(error.code, INJECTED_MESSAGE);
    return { ...body, httpStatus };
  }
  if (take('api_hang')) return { hang: true };
  if (take('api_cut_off')) return { cutOff: true };
  const notJson = take('api_not_json');
  if (notJson) return { httpStatus: notJson.httpStatus, rawBody: notJson.body };
  const unknown = take('api_unknown_http_status');
  if (unknown) {
    return {
      httpStatus: unknown.httpStatus,
      error: unknown.error,
      code: unknown.code,
      message: INJECTED_MESSAGE,
    };
  }
  const slow = take('api_slow');
  return slow && { delayMs: slow.delayMs };
}

function takeOverride(simulator: Simulator, endpoint: Endpoint): Override | null {
  const queued = simulator.queuedResponses.take(endpoint);
  if (!queued) return takeInjectedFault(simulator.injectedFaults, endpoint);
  simulator.events.record('queued_response.taken', { endpoint });
  return queued;
}

/** Lets a queued response or an injected fault delay, replace or cut off the real response. */
export function overrideResponse(
  simulator: Simulator,
  endpoint: Endpoint,
): MiddlewareHandler<NodeEnv> {
  return async (c, next) => {
    const override = takeOverride(simulator, endpoint);
    if (!override) return next();
    if (override.delayMs) await waitForClient(c, override.delayMs);
    if (override.hang) {
      await waitForClient(c, MAX_HANG_MS);
      return closeConnection(c);
    }
    if (override.httpStatus !== undefined) c.res = replacement(override, override.httpStatus);
    else await next();
    if (override.cutOff) c.res = await sendHalf(c, c.res);
    return undefined;
  };
}
