import { z } from 'zod';
import type { NamedWorld, WorldRegistry } from '../worlds/registry';
import { worldRequestSchema } from '../worlds/world-request';
import type { Operations, OperationTable } from './operation';
import { replayRequestSchema, replayStory } from './replay';
import { worldResponseSchema } from './response-schemas';

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

export const WORLD_OPERATIONS = {
  listWorlds: {
    method: 'get',
    path: '/worlds',
    summary: 'List the worlds beside the default one',
    response: z.strictObject({ worlds: z.array(worldResponseSchema) }),
  },
  createWorld: {
    method: 'post',
    path: '/worlds',
    summary: 'Create a world with its own token, settings, faults, clock, seed and logs',
    body: worldRequestSchema,
    status: 201,
    response: worldResponseSchema,
  },
  replayStory: {
    method: 'post',
    path: '/replay',
    summary: 'Create a world in which an exported story happens again, faster if you like',
    body: replayRequestSchema,
    status: 201,
    response: worldResponseSchema,
  },
  getWorld: {
    method: 'get',
    path: '/worlds/{id}',
    summary: 'Get a world',
    response: worldResponseSchema,
  },
  deleteWorld: {
    method: 'delete',
    path: '/worlds/{id}',
    summary: 'Delete a world with everything in it',
    status: 204,
    response: null,
  },
} as const satisfies OperationTable;

/** The worlds beside the default one. Each has a control API like the default world's. */
export function worldOperations(operations: Operations, worlds: WorldRegistry): void {
  operations.handle(WORLD_OPERATIONS, {
    listWorlds: (c) => c.json({ worlds: worlds.list().map(worldView) }),
    createWorld: async (c, { body }) => c.json(worldView(await worlds.create(body)), 201),
    replayStory: async (c, { body }) => c.json(worldView(await replayStory(worlds, body)), 201),
    getWorld: (c, { id }) => c.json(worldView(worlds.find(id))),
    deleteWorld: (c, { id }) => {
      worlds.delete(id);
      return c.body(null, 204);
    },
  });
}
