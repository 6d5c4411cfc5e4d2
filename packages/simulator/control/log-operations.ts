import { streamSSE } from 'hono/streaming';
import { z } from 'zod';
import { ApiError } from '../api/api-error';
import type { Simulator } from '../simulator';
import type { Operations } from './operation';
import { limitQuerySchema } from './request-schemas';
import {
  callResponseSchema,
  deliveryResponseSchema,
  eventResponseSchema,
} from './response-schemas';
import { clockView } from './views';

const HEARTBEAT_MS = 15_000;
const NDJSON = 'application/x-ndjson';

function trafficOperations(operations: Operations, simulator: Simulator): void {
  const { deliveries, calls, webhooks } = simulator;
  operations.add(
    {
      method: 'get',
      path: '/deliveries',
      summary: 'List the webhooks that were sent, newest first',
      query: limitQuerySchema,
      response: z.strictObject({ deliveries: z.array(deliveryResponseSchema) }),
    },
    (c, { query }) => c.json({ deliveries: deliveries.newestFirst(query.limit) }),
  );
  operations.add(
    {
      method: 'post',
      path: '/deliveries/{id}/resend',
      summary: 'Send a webhook again without injected faults, and wait for the response',
      response: deliveryResponseSchema,
    },
    async (c, { id }) => {
      const delivery = deliveries.find((entry) => String(entry.id) === id);
      if (!delivery) throw new ApiError('not_found', 'There is no such delivery');
      return c.json(await webhooks.resend(delivery));
    },
  );
  operations.add(
    {
      method: 'get',
      path: '/calls',
      summary: 'List the requests to the partner API, newest first',
      query: limitQuerySchema,
      response: z.strictObject({ calls: z.array(callResponseSchema) }),
    },
    (c, { query }) => c.json({ calls: calls.newestFirst(query.limit) }),
  );
}

function eventOperations(operations: Operations, simulator: Simulator): void {
  operations.add(
    {
      method: 'get',
      path: '/events',
      summary: 'List the last events, newest first, at most 1,000',
      query: limitQuerySchema,
      response: z.strictObject({ events: z.array(eventResponseSchema) }),
    },
    (c, { query }) => c.json({ events: simulator.events.newestFirst(query.limit) }),
  );
  operations.add(
    {
      method: 'get',
      path: '/events.ndjson',
      summary: 'Get the whole event log, oldest first; equal runs produce equal bytes',
      response: NDJSON,
    },
    (c) => c.body(simulator.events.ndjson(), 200, { 'content-type': NDJSON }),
  );
  operations.add(
    {
      method: 'get',
      path: '/stream',
      summary: 'Stream server-sent events: transaction, delivery, call, setting, clock',
      response: 'text/event-stream',
    },
    (c) =>
      streamSSE(c, async (stream) => {
        const send = (event: string, data: unknown) =>
          stream.writeSSE({ event, data: JSON.stringify(data) });
        const aborted = new Promise<void>((resolve) => stream.onAbort(resolve));
        const unsubscribe = simulator.changes.subscribe(({ type, data }) => void send(type, data));
        const heartbeat = setInterval(() => void send('ping', {}), HEARTBEAT_MS).unref();
        await send('clock', clockView(simulator));
        await aborted;
        unsubscribe();
        clearInterval(heartbeat);
      }),
  );
}

export function logOperations(operations: Operations, simulator: Simulator): void {
  trafficOperations(operations, simulator);
  eventOperations(operations, simulator);
}
