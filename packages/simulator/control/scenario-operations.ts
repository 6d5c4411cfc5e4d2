import { z } from 'zod';
import { requireScenario, stepsOf } from '../scenarios/compose';
import { readSessionRequest } from '../transport/session-request';
import { sessionResponse } from '../transport/session-response';
import type { World } from '../world';
import { scenarioAnswerSchema, transactionAnswerSchema } from './answers';
import type { Operations } from './operation';
import { controlView } from './perform';
import { requireTransaction } from './record-operations';
import { launchRequestSchema } from './steering-requests';
import { scenarioViews } from './views';

type Launch = z.infer<typeof launchRequestSchema>;

/** A scenario that suits one type only decides the type itself. */
function typeFor(name: string, asked: Launch['type']): 'buy' | 'sell' {
  requireScenario(name);
  const known = scenarioViews().filter((view) => name.split('+').includes(view.name));
  return asked ?? (known.every((view) => view.types.includes('buy')) ? 'buy' : 'sell');
}

function launch(world: World, name: string, { transaction_id, type, ...order }: Launch) {
  if (transaction_id !== undefined) {
    const started = world.scenarios.start(requireTransaction(world, transaction_id), name);
    return { transaction: controlView(world, started), session: null };
  }
  const chosen = typeFor(name, type);
  stepsOf(name, chosen);
  const request = readSessionRequest(
    JSON.stringify({ ...order, type: chosen }),
    world.config.assets,
  );
  const transaction = world.provider.createTransaction(request);
  const session = sessionResponse(transaction, transaction.clientIp);
  const started = world.scenarios.start(transaction, name);
  return { transaction: controlView(world, started), session };
}

export function scenarioOperations(operations: Operations, world: World): void {
  operations.add(
    {
      method: 'get',
      path: '/scenarios',
      summary: 'The scenarios there are, and what chooses each of them',
      answer: z.strictObject({ scenarios: z.array(scenarioAnswerSchema) }),
    },
    (c) => c.json({ scenarios: scenarioViews() }),
  );
  operations.add(
    {
      method: 'post',
      path: '/scenarios/{id}/launch',
      summary: 'Start a scenario, or several joined by "+", with a new session or on a transaction',
      body: launchRequestSchema,
      status: 201,
      answer: z.strictObject({
        transaction: transactionAnswerSchema,
        /** As POST /widget/session would answer it, to open the widget with. */
        session: z.record(z.string(), z.unknown()).nullable(),
      }),
    },
    (c, { id, body }) => c.json(launch(world, id, body), 201),
  );
}
