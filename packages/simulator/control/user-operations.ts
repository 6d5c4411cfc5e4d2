import { z } from 'zod';
import { newUser, type User } from '../provider/user';
import { requireScenario } from '../scenarios/compose';
import type { Simulator } from '../simulator';
import type { Operations, OperationTable } from './operation';
import { nextScenarioRequestSchema, userRequestSchema } from './request-schemas';
import { userResponseSchema } from './response-schemas';
import { userView, userViews } from './user-names';

/** Changes a user, who may be a demo user without a session so far. */
function updateUser(simulator: Simulator, id: string, fields: Partial<User>) {
  const { config, store, provider, changes } = simulator;
  const demoUser = config.demoUsers.find((known) => known.id === id);
  const user = { ...(store.users.get(id) ?? newUser(id, demoUser?.email ?? '')), ...fields };
  provider.saveUser(user);
  changes.publish({ type: 'setting', data: { what: 'user' } });
  return userView(simulator, user);
}

/** @param scenario `null` clears it */
export function setNextScenario(simulator: Simulator, id: string, scenario: string | null) {
  return updateUser(simulator, id, { nextScenario: scenario });
}

export const USER_OPERATIONS = {
  listUsers: {
    method: 'get',
    path: '/users',
    summary: 'List the demo users, then everybody else who has a session',
    response: z.strictObject({ users: z.array(userResponseSchema) }),
  },
  setUser: {
    method: 'put',
    path: '/users/{id}',
    summary: 'Set a user’s identity status',
    body: userRequestSchema,
    response: userResponseSchema,
  },
  setNextScenario: {
    method: 'put',
    path: '/users/{id}/next-scenario',
    summary: 'Set the scenario of the user’s next session',
    body: nextScenarioRequestSchema,
    response: userResponseSchema,
  },
  clearNextScenario: {
    method: 'delete',
    path: '/users/{id}/next-scenario',
    summary: 'Clear the scenario of the user’s next session',
    response: userResponseSchema,
  },
} as const satisfies OperationTable;

export function userOperations(operations: Operations, simulator: Simulator): void {
  operations.handle(USER_OPERATIONS, {
    listUsers: (c) => c.json({ users: userViews(simulator) }),
    setUser: (c, { id, body: { email, kyc_status: kycStatus } }) => {
      const fields = { kycStatus, check: null, ...(email === undefined ? {} : { email }) };
      return c.json(updateUser(simulator, id, fields));
    },
    setNextScenario: (c, { id, body: { scenario } }) => {
      requireScenario(scenario);
      return c.json(setNextScenario(simulator, id, scenario));
    },
    clearNextScenario: (c, { id }) => c.json(setNextScenario(simulator, id, null)),
  });
}
