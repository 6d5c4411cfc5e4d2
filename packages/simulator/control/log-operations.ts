import { streamSSE } from 'hono/streaming';
import { z } from 'zod';
import { ApiError } from '../api/api-error';
import type { Simulator } from '../simulator';
import type { Operations } from './operation';
import { limitQuerySchema } from './request-schemas';
import {
  callResponseSchema,
  deliveryResponseSchema,
  droppedResponseSchema,
  eventResponseSchema,
} from './response-schemas';
import { callView, messageView } from './user-names';
import { clockView } from './views';

const HEARTBEAT_MS = 15_000;
const NDJSON = 'application/x-ndjson';

function messageOperations(operations: Operations, simulator: Simulator): void {
  const { deliveries, droppedMessages, webhooks } = simulator;
  operations.add(
    {
      method: 'get',
      path: '/deliveries',
      summary: 'List the webhooks that were sent, newest first',
      query: limitQuerySchema,
      response: z.strictObject({ deliveries: z.array(deliveryResponseSchema) }),
    },
    (c, { query }) => {
      const newest = deliveries.newestFirst(query.limit);
      return c.json({ deliveries: newest.map((delivery) => messageView(simulator, delivery)) });
    },
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
      return c.json(messageView(simulator, await webhooks.resend(delivery)));
    },
  );
  operations.add(
    {
      method: 'get',
      path: '/dropped-messages',
      summary:
        'List the webhooks and WebSocket messages that injected faults dropped, newest first',
      query: limitQuerySchema,
      response: z.strictObject({ messages: z.array(droppedResponseSchema) }),
    },
    (c, { query }) => {
      const newest = droppedMessages.newestFirst(query.limit);
      return c.json({ messages: newest.map((message) => messageView(simulator, message)) });
    },
  );
}

function callOperations(operations: Operations, simulator: Simulator): void {
  const { calls } = simulator;
  operations.add(
    {
      method: 'get',
      path: '/calls',
      summary: 'List the requests to the partner API, newest first',
      query: limitQuerySchema,
      response: z.strictObject({ calls: z.array(callResponseSchema) }),
    },
    (c, { query }) => {
      const newest = calls.newestFirst(query.limit);
      return c.json({ calls: newest.map((call) => callView(simulator, call)) });
    },
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
      summary: 'Stream server-sent events: transaction, delivery, dropped, call, setting, clock',
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
  messageOperations(operations, simulator);
  callOperations(operations, simulator);
  eventOperations(operations, simulator);
}
