import { z } from 'zod';
import { newUser } from '../core/user';
import { requireScenario } from '../scenarios/compose';
import { ApiError } from '../transport/api-error';
import type { World } from '../world';
import { transactionAnswerSchema, userAnswerSchema } from './answers';
import type { Operations } from './operation';
import { controlView, newestTransactions, perform } from './perform';
import {
  actionRequestSchema,
  importedTransaction,
  importRequestSchema,
  limitQuerySchema,
  userRequestSchema,
} from './requests';
import { nextScenarioRequestSchema } from './steering-requests';
import { userView } from './views';

export function requireTransaction({ store }: World, id: string) {
  const transaction = store.transactions.get(id);
  if (!transaction) throw new ApiError('not_found', 'No such transaction');
  return transaction;
}

function setNextScenario(world: World, id: string, nextScenario: string | null) {
  const user = { ...(world.store.users.get(id) ?? newUser(id, '')), nextScenario };
  world.provider.saveUser(user);
  world.changes.publish({ type: 'setting', data: { what: 'user' } });
  return userView(user);
}

function userOperations(operations: Operations, world: World): void {
  const answer = userAnswerSchema;
  const all = z.strictObject({ users: z.array(answer) });
  operations.add({ method: 'get', path: '/users', summary: 'All users', answer: all }, (c) =>
    c.json({ users: [...world.store.users.values()].map(userView) }),
  );
  const put = { method: 'put', path: '/users/{id}', body: userRequestSchema, answer } as const;
  operations.add({ ...put, summary: 'Set a user’s identity status' }, (c, { id, body }) => {
    const known = world.store.users.get(id) ?? newUser(id, '');
    const email = body.email ?? known.email;
    const user = { ...known, email, kycStatus: body.kyc_status, check: null };
    world.provider.saveUser(user);
    world.changes.publish({ type: 'setting', data: { what: 'user' } });
    return c.json(userView(user));
  });
  const path = '/users/{id}/next-scenario';
  const summary = 'The user’s next session follows this scenario, once';
  const next = { method: 'put', path, summary, body: nextScenarioRequestSchema, answer } as const;
  operations.add(next, (c, { id, body }) => {
    requireScenario(body.scenario);
    return c.json(setNextScenario(world, id, body.scenario));
  });
  const remove = 'The user’s next session follows no scenario';
  operations.add({ method: 'delete', path, summary: remove, answer }, (c, { id }) =>
    c.json(setNextScenario(world, id, null)),
  );
}

function transactionOperations(operations: Operations, world: World): void {
  const answer = transactionAnswerSchema;
  const path = '/transactions/{id}';
  operations.add(
    {
      method: 'get',
      path: '/transactions',
      summary: 'Transactions, the newest first',
      query: z.object({ limit: limitQuerySchema }),
      answer: z.strictObject({ transactions: z.array(answer) }),
    },
    (c, { query }) => {
      const newest = newestTransactions(world, query.limit);
      return c.json({ transactions: newest.map((each) => controlView(world, each)) });
    },
  );
  operations.add({ method: 'get', path, summary: 'One transaction', answer }, (c, { id }) =>
    c.json(controlView(world, requireTransaction(world, id))),
  );
  const importing = 'Store a transaction of the past; nobody is told';
  const put = { method: 'put', path, body: importRequestSchema, answer } as const;
  operations.add({ ...put, summary: importing }, (c, { id, body }) => {
    if (!world.store.users.get(body.partner_user_id)) {
      world.provider.saveUser(newUser(body.partner_user_id, body.user_email ?? ''));
    }
    const transaction = importedTransaction(id, body);
    world.provider.importTransaction(transaction);
    return c.json(controlView(world, transaction));
  });
  operations.add(
    {
      method: 'post',
      path: '/transactions/{id}/actions',
      summary: 'Do one step by hand; a scenario that is under way ends there',
      body: actionRequestSchema,
      answer,
    },
    (c, { id, body }) => {
      perform(world, requireTransaction(world, id), body.action);
      return c.json(controlView(world, requireTransaction(world, id)));
    },
  );
}

export function recordOperations(operations: Operations, world: World): void {
  userOperations(operations, world);
  transactionOperations(operations, world);
}
