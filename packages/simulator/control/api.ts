import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { ClockError } from '../clock';
import { IllegalActionError } from '../core/actions';
import { ScenarioTypeError, UnknownScenarioError } from '../scenarios/compose';
import { ApiError, answerApiError } from '../transport/api-error';
import type { World } from '../world';
import { openApiDocument } from './openapi';
import { Operations } from './operation';
import { recordOperations } from './record-operations';
import { runOperations } from './run-operations';
import { scenarioOperations } from './scenario-operations';
import { trafficOperations } from './traffic-operations';

const REFUSALS = [
  [IllegalActionError, 409, 'conflict', 'illegal_action'],
  [ClockError, 409, 'conflict', 'clock_goes_forward'],
  [ScenarioTypeError, 409, 'conflict', 'scenario_type'],
  [UnknownScenarioError, 404, 'not_found', 'unknown_scenario'],
] as const;

function answerControlError(c: Context, error: Error): Response {
  const { message } = error;
  for (const [kind, status, name, code] of REFUSALS) {
    if (error instanceof kind) return c.json({ error: name, code, message }, status);
  }
  if (error instanceof z.ZodError) {
    return answerApiError(c, new ApiError('validation_error', z.prettifyError(error)));
  }
  return answerApiError(c, error);
}

/** Steers the simulator from tests and tools. It has no login: the simulator listens on loopback. */
export function controlApi(world: World): Hono {
  const api = new Hono();
  api.onError((error, c) => answerControlError(c, error));
  const operations = new Operations(api);
  runOperations(operations, world);
  scenarioOperations(operations, world);
  recordOperations(operations, world);
  trafficOperations(operations, world);
  operations.add(
    {
      method: 'get',
      path: '/openapi.json',
      summary: 'This document',
      answer: z.record(z.string(), z.unknown()),
    },
    (c) => c.json(openApiDocument(operations.documented)),
  );
  return api;
}
