import { streamSSE } from 'hono/streaming';
import { z } from 'zod';
import { ApiError } from '../api/api-error';
import type { Simulator } from '../simulator';
import { matches } from './expectation-operations';
import type { Operations, OperationTable } from './operation';
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

export const MESSAGE_OPERATIONS = {
  listDeliveries: {
    method: 'get',
    path: '/deliveries',
    summary: 'List the webhooks that were sent, newest first',
    query: logQuerySchema,
    response: z.strictObject({ deliveries: z.array(deliveryResponseSchema) }),
  },
  resendDelivery: {
    method: 'post',
    path: '/deliveries/{id}/resend',
    summary: 'Send a webhook again without injected faults, and wait for the response',
    response: deliveryResponseSchema,
  },
  forgeWebhook: {
    method: 'post',
    path: '/forged-webhooks',
    summary: 'Send any body to the webhook URLs, unsigned, though nothing happened',
    body: z.record(z.string(), z.unknown()),
    response: z.strictObject({ deliveries: z.array(deliveryResponseSchema) }),
  },
  listDroppedMessages: {
    method: 'get',
    path: '/dropped-messages',
    summary: 'List the webhooks and WebSocket messages that injected faults dropped, newest first',
    query: logQuerySchema,
    response: z.strictObject({ messages: z.array(droppedResponseSchema) }),
  },
} as const satisfies OperationTable;

function messageOperations(operations: Operations, simulator: Simulator): void {
  const { deliveries, droppedMessages, webhooks } = simulator;
  operations.handle(MESSAGE_OPERATIONS, {
    listDeliveries: (c, { query }) => {
      const newest = deliveries.newestFirst().map((one) => messageView(simulator, one));
      const found = newest.filter((one) => matches(one, query)).slice(0, query.limit);
      return c.json({ deliveries: found });
    },
    resendDelivery: async (c, { id }) => {
      const delivery = deliveries.find((entry) => String(entry.id) === id);
      if (!delivery) throw new ApiError('not_found', 'There is no such delivery');
      return c.json(messageView(simulator, await webhooks.resend(delivery)));
    },
    forgeWebhook: async (c, { body }) => {
      const sent = await webhooks.forge(body);
      return c.json({ deliveries: sent.map((delivery) => messageView(simulator, delivery)) });
    },
    listDroppedMessages: (c, { query }) => {
      const newest = droppedMessages.newestFirst().map((one) => messageView(simulator, one));
      const found = newest.filter((one) => matches(one, query)).slice(0, query.limit);
      return c.json({ messages: found });
    },
  });
}

export const CALL_OPERATIONS = {
  listCalls: {
    method: 'get',
    path: '/calls',
    summary: 'List the requests to the partner API, newest first',
    query: logQuerySchema,
    response: z.strictObject({ calls: z.array(callResponseSchema) }),
  },
} as const satisfies OperationTable;

function callOperations(operations: Operations, simulator: Simulator): void {
  const { calls } = simulator;
  operations.handle(CALL_OPERATIONS, {
    listCalls: (c, { query }) => {
      const newest = calls.newestFirst().map((call) => callView(simulator, call));
      const found = newest.filter((call) => matches(call, query)).slice(0, query.limit);
      return c.json({ calls: found });
    },
  });
}

export const EVENT_OPERATIONS = {
  listEvents: {
    method: 'get',
    path: '/events',
    summary: 'List the last events, newest first, at most 1,000',
    query: logQuerySchema,
    response: z.strictObject({ events: z.array(eventResponseSchema) }),
  },
  getEventLog: {
    method: 'get',
    path: '/events.ndjson',
    summary: 'Get the whole event log, oldest first; equal runs produce equal bytes',
    response: NDJSON,
  },
  streamChanges: {
    method: 'get',
    path: '/stream',
    summary:
      'Stream server-sent events: transaction, delivery, dropped, call, event, setting, clock',
    response: 'text/event-stream',
  },
} as const satisfies OperationTable;

function eventOperations(operations: Operations, simulator: Simulator): void {
  operations.handle(EVENT_OPERATIONS, {
    listEvents: (c, { query }) => {
      const found = simulator.events.newestFirst().filter((event) => matches(event, query));
      return c.json({ events: found.slice(0, query.limit) });
    },
    getEventLog: (c) => c.body(simulator.events.ndjson(), 200, { 'content-type': NDJSON }),
    streamChanges: (c) =>
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
  });
}

export function logOperations(operations: Operations, simulator: Simulator): void {
  messageOperations(operations, simulator);
  callOperations(operations, simulator);
  eventOperations(operations, simulator);
}
