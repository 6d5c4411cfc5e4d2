import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { mint } from '../testing/answers';
import { read, type Simulation, simulate } from '../testing/running-simulator';
import {
  callAnswerSchema,
  clockAnswerSchema,
  deliveryAnswerSchema,
  eventAnswerSchema,
  faultAnswerSchema,
  fidelityAnswerSchema,
  scenarioAnswerSchema,
  transactionAnswerSchema,
  userAnswerSchema,
} from './answers';

let simulation: Simulation;

beforeAll(async () => {
  simulation = await simulate();
  await mint(simulation, { amount: '100.01' });
});
afterAll(() => simulation.dispose());

const documentSchema = z.object({
  openapi: z.literal('3.1.0'),
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        summary: z.string().min(1),
        parameters: z.array(z.object({ name: z.string(), in: z.enum(['path', 'query']) })),
        responses: z.record(z.string(), z.object({ description: z.string() })),
      }),
    ),
  ),
});

const document = async () =>
  read(await simulation.request('/control/api/openapi.json'), documentSchema);

describe('the OpenAPI document', () => {
  it('names every operation there is', async () => {
    const { paths } = await document();
    const operations = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    expect(operations.sort()).toEqual(
      [
        'delete /faults',
        'delete /faults/{id}',
        'delete /users/{id}/next-scenario',
        'get /calls',
        'get /clock',
        'get /deliveries',
        'get /events',
        'get /events.ndjson',
        'get /faults',
        'get /fidelity',
        'get /openapi.json',
        'get /scenarios',
        'get /settings',
        'get /state',
        'get /stream',
        'get /transactions',
        'get /transactions/{id}',
        'get /users',
        'patch /settings',
        'post /clock',
        'post /deliveries/{id}/resend',
        'post /faults',
        'post /reset',
        'post /scenarios/{id}/launch',
        'post /transactions/{id}/actions',
        'put /faults/{id}',
        'put /state',
        'put /transactions/{id}',
        'put /users/{id}',
        'put /users/{id}/next-scenario',
      ].sort(),
    );
  });

  it('declares every parameter of a path', async () => {
    for (const [path, methods] of Object.entries((await document()).paths)) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      for (const { parameters } of Object.values(methods)) {
        const declared = parameters.filter((parameter) => parameter.in === 'path');
        expect(declared.map(({ name }) => name)).toEqual(named);
      }
    }
  });

  it.each([
    ['clock', clockAnswerSchema],
    ['transactions', z.strictObject({ transactions: z.array(transactionAnswerSchema).min(1) })],
    ['users', z.strictObject({ users: z.array(userAnswerSchema).min(1) })],
    ['calls', z.strictObject({ calls: z.array(callAnswerSchema).min(1) })],
    ['deliveries', z.strictObject({ deliveries: z.array(deliveryAnswerSchema) })],
    ['scenarios', z.strictObject({ scenarios: z.array(scenarioAnswerSchema).min(10) })],
    ['faults', z.object({ faults: z.array(faultAnswerSchema).min(20) })],
    ['events', z.strictObject({ events: z.array(eventAnswerSchema).min(1) })],
    ['fidelity', z.strictObject({ entries: z.array(fidelityAnswerSchema).min(50) })],
  ])('%s answers as documented', async (path, schema) => {
    const answer: unknown = await (await simulation.request(`/control/api/${path}`)).json();
    expect(() => schema.parse(answer)).not.toThrow();
  });
});
