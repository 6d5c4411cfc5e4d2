import { z } from 'zod';
import { readSessionRequest } from '../api/session-request';
import { sessionResponse } from '../api/session-response';
import { isScenarioFor, requireScenario, stepsOf } from '../scenarios/compose';
import type { Simulator } from '../simulator';
import type { Operations, OperationTable } from './operation';
import { launchRequestSchema } from './request-schemas';
import { scenarioResponseSchema, transactionResponseSchema } from './response-schemas';
import { requireTransaction } from './transaction-operations';
import { scenarioViews, transactionView } from './views';

type LaunchRequest = z.infer<typeof launchRequestSchema>;

function launch(simulator: Simulator, name: string, request: LaunchRequest) {
  const { transaction_id: id, type: requestedType, ...order } = request;
  const { scenarios, provider, config } = simulator;
  if (id !== undefined) {
    const transaction = scenarios.start(requireTransaction(simulator, id), name);
    return { transaction: transactionView(simulator, transaction), session: null };
  }
  requireScenario(name);
  const type = requestedType ?? (isScenarioFor(name, 'buy') ? 'buy' : 'sell');
  // Throws before a transaction is created when the scenario does not suit the type.
  stepsOf(name, type);
  const created = provider.createTransaction(
    readSessionRequest(JSON.stringify({ ...order, type }), simulator),
  );
  const session = sessionResponse(created, config, created.clientIp);
  const transaction = scenarios.start(created, name);
  return { transaction: transactionView(simulator, transaction), session };
}

export const SCENARIO_OPERATIONS = {
  listScenarios: {
    method: 'get',
    path: '/scenarios',
    summary: 'List the scenarios and what chooses each of them',
    response: z.strictObject({ scenarios: z.array(scenarioResponseSchema) }),
  },
  launchScenario: {
    method: 'post',
    path: '/scenarios/{id}/launch',
    summary:
      'Launch a scenario, or several combined with "+", in a new session or on a transaction',
    body: launchRequestSchema,
    status: 201,
    response: z.strictObject({
      transaction: transactionResponseSchema,
      /** The response of POST /widget/session, to open the widget with. */
      session: z.record(z.string(), z.unknown()).nullable(),
    }),
  },
} as const satisfies OperationTable;

export function scenarioOperations(operations: Operations, simulator: Simulator): void {
  operations.handle(SCENARIO_OPERATIONS, {
    listScenarios: (c) => c.json({ scenarios: scenarioViews() }),
    launchScenario: (c, { id, body }) => c.json(launch(simulator, id, body), 201),
  });
}
