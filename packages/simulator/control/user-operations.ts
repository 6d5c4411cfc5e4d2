import { z } from 'zod';
import { newUser, type User } from '../provider/user';
import { requireScenario } from '../scenarios/compose';
import type { Simulator } from '../simulator';
import type { Operations } from './operation';
import { nextScenarioRequestSchema, userRequestSchema } from './request-schemas';
import { userResponseSchema } from './response-schemas';
import { userView } from './views';

function updateUser({ store, provider, changes }: Simulator, id: string, fields: Partial<User>) {
  const user = { ...(store.users.get(id) ?? newUser(id, '')), ...fields };
  provider.saveUser(user);
  changes.publish({ type: 'setting', data: { what: 'user' } });
  return userView(user);
}

export function userOperations(operations: Operations, simulator: Simulator): void {
  operations.add(
    {
      method: 'get',
      path: '/users',
      summary: 'List all users',
      response: z.strictObject({ users: z.array(userResponseSchema) }),
    },
    (c) => c.json({ users: [...simulator.store.users.values()].map(userView) }),
  );
  operations.add(
    {
      method: 'put',
      path: '/users/{id}',
      summary: 'Set a user’s identity status',
      body: userRequestSchema,
      response: userResponseSchema,
    },
    (c, { id, body: { email, kyc_status: kycStatus } }) => {
      const fields = { kycStatus, check: null, ...(email === undefined ? {} : { email }) };
      return c.json(updateUser(simulator, id, fields));
    },
  );
  operations.add(
    {
      method: 'put',
      path: '/users/{id}/next-scenario',
      summary: 'Set the scenario of the user’s next session',
      body: nextScenarioRequestSchema,
      response: userResponseSchema,
    },
    (c, { id, body: { scenario } }) => {
      requireScenario(scenario);
      return c.json(updateUser(simulator, id, { nextScenario: scenario }));
    },
  );
  operations.add(
    {
      method: 'delete',
      path: '/users/{id}/next-scenario',
      summary: 'Clear the scenario of the user’s next session',
      response: userResponseSchema,
    },
    (c, { id }) => c.json(updateUser(simulator, id, { nextScenario: null })),
  );
}
