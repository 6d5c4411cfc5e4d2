import { z } from 'zod';
import { FAULTS, type FaultId, isFaultId } from '../faults/registry';
import { ApiError } from '../transport/api-error';
import { faultSchema } from '../transport/faults';
import type { World } from '../world';
import { callAnswerSchema, deliveryAnswerSchema, faultAnswerSchema } from './answers';
import type { Operations } from './operation';
import { limitQuerySchema } from './requests';
import { faultView, faultViews } from './views';

const query = z.object({ limit: limitQuerySchema });

function logOperations(operations: Operations, world: World): void {
  const { deliveries, calls, webhooks } = world;
  operations.add(
    {
      method: 'get',
      path: '/deliveries',
      summary: 'Webhooks that were sent, the newest first',
      query,
      answer: z.strictObject({ deliveries: z.array(deliveryAnswerSchema) }),
    },
    (c, input) => c.json({ deliveries: deliveries.newestFirst(input.query.limit) }),
  );
  operations.add(
    {
      method: 'post',
      path: '/deliveries/{id}/resend',
      summary: 'Send a webhook once more, unspoilt, and wait for the answer',
      answer: deliveryAnswerSchema,
    },
    async (c, { id }) => {
      const delivery = deliveries.find((entry) => String(entry.id) === id);
      if (!delivery) throw new ApiError('not_found', 'No such delivery');
      return c.json(await webhooks.resend(delivery));
    },
  );
  operations.add(
    {
      method: 'get',
      path: '/calls',
      summary: 'Calls of the partner API, the newest first',
      query,
      answer: z.strictObject({ calls: z.array(callAnswerSchema) }),
    },
    (c, input) => c.json({ calls: calls.newestFirst(input.query.limit) }),
  );
}

function tellOfFaults({ changes }: World): void {
  changes.publish({ type: 'setting', data: { what: 'faults' } });
}

function queueOperations(operations: Operations, world: World): void {
  const { faults, board } = world;
  const queued = z.strictObject({ queue: z.array(faultSchema) });
  const all = queued.extend({ faults: z.array(faultAnswerSchema) });
  const path = '/faults';
  const listing = 'The faults there are, with their state, and the answers that wait in the queue';
  operations.add({ method: 'get', path, summary: listing, answer: all }, (c) =>
    c.json({ faults: faultViews(world), queue: faults.list() }),
  );
  const queue = { method: 'post', path, body: faultSchema, status: 201, answer: queued } as const;
  const summary = 'Queue an answer for the next calls of an endpoint';
  operations.add({ ...queue, summary }, (c, { body }) => {
    faults.add(body);
    tellOfFaults(world);
    return c.json({ queue: faults.list() }, 201);
  });
  const clearing = 'Empty the queue and switch every fault off';
  operations.add({ method: 'delete', path, summary: clearing, status: 204, answer: null }, (c) => {
    faults.clear();
    board.clear();
    tellOfFaults(world);
    return c.body(null, 204);
  });
}

/** @throws ApiError naming the faults that there are */
function requireFault(id: string): FaultId {
  if (isFaultId(id)) return id;
  const known = Object.keys(FAULTS).join(', ');
  throw new ApiError('not_found', `There is no fault "${id}". Known: ${known}.`);
}

function faultOperations(operations: Operations, world: World): void {
  const path = '/faults/{id}';
  const on = 'Switch a fault on; the body holds its parameters, all of them optional';
  const body = z.record(z.string(), z.unknown());
  operations.add(
    { method: 'put', path, summary: on, body, answer: faultAnswerSchema },
    (c, input) => {
      const id = requireFault(input.id);
      world.board.switchOn(id, input.body);
      tellOfFaults(world);
      return c.json(faultView(world, id));
    },
  );
  const off = 'Switch a fault off';
  operations.add(
    { method: 'delete', path, summary: off, status: 204, answer: null },
    (c, { id }) => {
      world.board.switchOff(requireFault(id));
      tellOfFaults(world);
      return c.body(null, 204);
    },
  );
}

export function trafficOperations(operations: Operations, world: World): void {
  logOperations(operations, world);
  queueOperations(operations, world);
  faultOperations(operations, world);
}
