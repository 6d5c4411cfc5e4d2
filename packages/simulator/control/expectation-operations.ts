import { z } from 'zod';
import { judgeTraffic } from '../expectations/expectations';
import { waitFor, waitUntilQuiet } from '../expectations/wait';
import type { Simulator } from '../simulator';
import type { Operations, OperationTable } from './operation';
import {
  expectationQuerySchema,
  type logQuerySchema,
  quietQuerySchema,
  waitQuerySchema,
} from './request-schemas';
import {
  callResponseSchema,
  deliveryResponseSchema,
  eventResponseSchema,
  expectationResponseSchema,
} from './response-schemas';
import { callView, messageView } from './user-names';

type Filter = Pick<z.infer<typeof logQuerySchema>, 'transaction' | 'user' | 'since'>;
type Entry = { at: string; transactionId?: unknown; partnerUserId?: unknown };

/** Whether an entry of a log is about the transaction and the user, and not too old. */
export function matches(entry: Entry, { transaction, user, since }: Filter): boolean {
  return (
    (transaction === undefined || entry.transactionId === transaction) &&
    (user === undefined || entry.partnerUserId === user) &&
    (since === undefined || Date.parse(entry.at) >= Date.parse(since))
  );
}

export const WAIT_OPERATIONS = {
  waitForEntry: {
    method: 'get',
    path: '/wait',
    summary: 'Wait for the first call, delivery or event after an id; 408 if none comes in time',
    query: waitQuerySchema,
    response: z.strictObject({
      entry: z.union([callResponseSchema, deliveryResponseSchema, eventResponseSchema]),
    }),
  },
  waitUntilQuiet: {
    method: 'get',
    path: '/quiet',
    summary: 'Wait until no call, webhook or change happened for some seconds; 408 if it goes on',
    query: quietQuerySchema,
    status: 204,
    response: null,
  },
} as const satisfies OperationTable;

function waitOperations(operations: Operations, simulator: Simulator): void {
  const { calls, deliveries, events, changes } = simulator;
  operations.handle(WAIT_OPERATIONS, {
    waitForEntry: async (c, { query }) => {
      const { after, type } = query;
      const entries = {
        call: () => calls.newestFirst().map((call) => callView(simulator, call)),
        delivery: () => deliveries.newestFirst().map((one) => messageView(simulator, one)),
        event: () => events.newestFirst().map((event) => ({ ...event, id: event.sequence })),
      };
      const find = () =>
        entries[query.for]().findLast(
          (entry) =>
            entry.id > after &&
            (type === undefined || ('type' in entry && entry.type === type)) &&
            matches(entry, query),
        );
      const { signal } = c.req.raw;
      const options = { type: query.for, timeoutMs: query.timeoutSeconds * 1_000, signal };
      return c.json({ entry: await waitFor(changes, find, options) });
    },
    waitUntilQuiet: async (c, { query }) => {
      const [quietMs, timeoutMs] = [query.seconds * 1_000, query.timeoutSeconds * 1_000];
      await waitUntilQuiet(changes, { quietMs, timeoutMs, signal: c.req.raw.signal });
      return c.body(null, 204);
    },
  });
}

export const EXPECTATION_OPERATIONS = {
  judgeExpectations: {
    method: 'get',
    path: '/expectations',
    summary: 'Judge what the partner’s backend was seen to do, with the evidence',
    query: expectationQuerySchema,
    response: z.strictObject({ expectations: z.array(expectationResponseSchema) }),
  },
} as const satisfies OperationTable;

/** What tests ask instead of sleeping and reading logs. */
export function expectationOperations(operations: Operations, simulator: Simulator): void {
  waitOperations(operations, simulator);
  const { calls, deliveries } = simulator;
  operations.handle(EXPECTATION_OPERATIONS, {
    judgeExpectations: (c, { query }) => {
      const traffic = {
        calls: calls
          .newestFirst()
          .map((call) => callView(simulator, call))
          .filter((call) => matches(call, query))
          .reverse(),
        deliveries: deliveries
          .newestFirst()
          .map((delivery) => messageView(simulator, delivery))
          .filter((delivery) => matches(delivery, query))
          .reverse(),
      };
      const { withinSeconds, intervalSeconds } = query;
      const limits = { withinSeconds, intervalSeconds, nowMs: Date.now() };
      return c.json({ expectations: judgeTraffic(traffic, limits) });
    },
  });
}
