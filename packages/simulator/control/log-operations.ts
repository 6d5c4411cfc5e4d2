import { streamSSE } from 'hono/streaming';
import { z } from 'zod';
import { ApiError } from '../api/api-error';
import type { Simulator } from '../simulator';
import { matches } from './expectation-operations';
import type { Operations } from './operation';
import { logQuerySchema } from './request-schemas';
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
      query: logQuerySchema,
      response: z.strictObject({ deliveries: z.array(deliveryResponseSchema) }),
    },
    (c, { query }) => {
      const newest = deliveries.newestFirst().map((one) => messageView(simulator, one));
      const found = newest.filter((one) => matches(one, query)).slice(0, query.limit);
      return c.json({ deliveries: found });
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
      method: 'post',
      path: '/forged-webhooks',
      summary: 'Send any body to the webhook URLs, unsigned, though nothing happened',
      body: z.record(z.string(), z.unknown()),
      response: z.strictObject({ deliveries: z.array(deliveryResponseSchema) }),
    },
    async (c, { body }) => {
      const sent = await webhooks.forge(body);
      return c.json({ deliveries: sent.map((delivery) => messageView(simulator, delivery)) });
    },
  );
  operations.add(
    {
      method: 'get',
      path: '/dropped-messages',
      summary:
        'List the webhooks and WebSocket messages that injected faults dropped, newest first',
      query: logQuerySchema,
      response: z.strictObject({ messages: z.array(droppedResponseSchema) }),
    },
    (c, { query }) => {
      const newest = droppedMessages.newestFirst().map((one) => messageView(simulator, one));
      const found = newest.filter((one) => matches(one, query)).slice(0, query.limit);
      return c.json({ messages: found });
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
      query: logQuerySchema,
      response: z.strictObject({ calls: z.array(callResponseSchema) }),
    },
    (c, { query }) => {
      const newest = calls.newestFirst().map((call) => callView(simulator, call));
      const found = newest.filter((call) => matches(call, query)).slice(0, query.limit);
      return c.json({ calls: found });
    },
  );
}

function eventOperations(operations: Operations, simulator: Simulator): void {
  operations.add(
    {
      method: 'get',
      path: '/events',
      summary: 'List the last events, newest first, at most 1,000',
      query: logQuerySchema,
      response: z.strictObject({ events: z.array(eventResponseSchema) }),
    },
    (c, { query }) => {
      const found = simulator.events.newestFirst().filter((event) => matches(event, query));
      return c.json({ events: found.slice(0, query.limit) });
    },
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
      summary: 'Stream server-sent events: transaction, delivery, dropped, call, event, setting, clock',
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
