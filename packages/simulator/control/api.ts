import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { ApiError, respondWithError } from '../api/api-error';
import { ClockError } from '../clock';
import { WaitTimeoutError } from '../expectations/wait';
import { ImpossibleActionError } from '../provider/actions';
import { ScenarioTypeError, UnknownScenarioError } from '../scenarios/compose';
import type { Simulator } from '../simulator';
import { WorldConflictError, type WorldRegistry } from '../worlds/registry';
import { expectationOperations } from './expectation-operations';
import { faultOperations } from './fault-operations';
import { logOperations } from './log-operations';
import { openApiDocument } from './openapi';
import { Operations, type OperationTable } from './operation';
import { NoPartnerAppError, PartnerAppNotResetError } from './partner-app';
import { partnerOperations } from './partner-operations';
import { scenarioOperations } from './scenario-operations';
import { systemOperations } from './system-operations';
import { transactionOperations } from './transaction-operations';
import { userOperations } from './user-operations';
import { worldOperations } from './world-operations';

const ERRORS = [
  [ImpossibleActionError, 409, 'conflict', 'illegal_action'],
  [ClockError, 409, 'conflict', 'clock_goes_forward'],
  [ScenarioTypeError, 409, 'conflict', 'scenario_type'],
  [NoPartnerAppError, 409, 'conflict', 'no_partner_app'],
  [PartnerAppNotResetError, 502, 'upstream_error', 'partner_app_not_reset'],
  [WaitTimeoutError, 408, 'timeout', 'timeout'],
  [WorldConflictError, 409, 'conflict', 'world_conflict'],
  [UnknownScenarioError, 404, 'not_found', 'unknown_scenario'],
] as const;

function respondWithControlError(c: Context, error: Error): Response {
  const { message } = error;
  for (const [errorClass, status, name, code] of ERRORS) {
    if (error instanceof errorClass) return c.json({ error: name, code, message }, status);
  }
  if (error instanceof z.ZodError) {
    return respondWithError(c, new ApiError('validation_error', z.prettifyError(error)));
  }
  return respondWithError(c, error);
}

/** The worlds beside this one, at `/control/worlds`. */
export function worldsApi(worlds: WorldRegistry): Hono {
  const api = new Hono();
  api.onError((error, c) => respondWithControlError(c, error));
  worldOperations(new Operations(api), worlds);
  // Requests to the control API of a world go to that world, so here there is none.
  api.all('/worlds/:id/*', (c) => {
    worlds.find(c.req.param('id'));
    return c.notFound();
  });
  return api;
}

export const DOCUMENT_OPERATIONS = {
  getOpenApi: {
    method: 'get',
    path: '/openapi.json',
    summary: 'Get this document',
    response: z.record(z.string(), z.unknown()),
  },
} as const satisfies OperationTable;

/** Controls a world from tests and tools. `api/callers.ts` decides who may. */
export function controlApi(simulator: Simulator, worlds: WorldRegistry): Hono {
  const api = new Hono();
  api.onError((error, c) => respondWithControlError(c, error));
  const operations = new Operations(api);
  systemOperations(operations, simulator);
  scenarioOperations(operations, simulator);
  userOperations(operations, simulator);
  partnerOperations(operations, simulator);
  transactionOperations(operations, simulator);
  faultOperations(operations, simulator);
  logOperations(operations, simulator);
  expectationOperations(operations, simulator);
  const aboutWorlds = new Operations(new Hono());
  worldOperations(aboutWorlds, worlds);
  operations.handle(DOCUMENT_OPERATIONS, {
    getOpenApi: (c) => c.json(openApiDocument(operations.documented, aboutWorlds.documented)),
  });
  return api;
}
