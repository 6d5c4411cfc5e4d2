import { z } from 'zod';
import type { NamedWorld, WorldRegistry } from '../worlds/registry';
import { worldRequestSchema } from '../worlds/world-request';
import type { Operations } from './operation';

const worldResponseSchema = z.strictObject({
  id: z.string(),
  name: z.string().nullable(),
  /** The client token, which is all that the code under test has to change. */
  token: z.string(),
  /** Where this world's control API is, below the simulator's URL. */
  controlPath: z.string(),
  createdAt: z.iso.datetime(),
  transactions: z.number(),
});

function worldView({ id, name, createdAt, simulator }: NamedWorld) {
  const { config, store } = simulator;
  return {
    id,
    name,
    token: config.clientToken,
    controlPath: `/control/worlds/${id}`,
    createdAt,
    transactions: store.transactions.size,
  };
}

/** The worlds beside the default one. Each has a control API like the default world's. */
export function worldOperations(operations: Operations, worlds: WorldRegistry): void {
  operations.add(
    {
      method: 'get',
      path: '/worlds',
      summary: 'List the worlds beside the default one',
      response: z.strictObject({ worlds: z.array(worldResponseSchema) }),
    },
    (c) => c.json({ worlds: worlds.list().map(worldView) }),
  );
  operations.add(
    {
      method: 'post',
      path: '/worlds',
      summary: 'Create a world with its own token, settings, faults, clock, seed and logs',
      body: worldRequestSchema,
      status: 201,
      response: worldResponseSchema,
    },
    async (c, { body }) => c.json(worldView(await worlds.create(body)), 201),
  );
  operations.add(
    {
      method: 'get',
      path: '/worlds/{id}',
      summary: 'Get a world',
      response: worldResponseSchema,
    },
    (c, { id }) => c.json(worldView(worlds.find(id))),
  );
  operations.add(
    {
      method: 'delete',
      path: '/worlds/{id}',
      summary: 'Delete a world with everything in it',
      status: 204,
      response: null,
    },
    (c, { id }) => {
      worlds.delete(id);
      return c.body(null, 204);
    },
  );
}
