import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { FAULTS } from '../injected-faults/injected-faults';
import { injectFault, runAction } from '../testing/control';
import { createSession } from '../testing/partner';
import { parseJson, startTestSimulator, type TestSimulator } from '../testing/test-simulator';
import {
  callResponseSchema,
  clockResponseSchema,
  deliveryResponseSchema,
  droppedResponseSchema,
  eventResponseSchema,
  faultResponseSchema,
  fidelityResponseSchema,
  partnerAppResponseSchema,
  presetResponseSchema,
  scenarioResponseSchema,
  transactionResponseSchema,
  userResponseSchema,
} from './response-schemas';

let simulator: TestSimulator;

beforeAll(async () => {
  simulator = await startTestSimulator({ webhookUrls: ['http://127.0.0.1:9/'] });
  await createSession(simulator, { amount: '100.01' });
  await injectFault(simulator, 'webhook_dropped', { times: 1 });
  const { merchant_transaction_id: id } = await createSession(simulator);
  await runAction(simulator, id, 'cancel');
});
afterAll(() => simulator.dispose());

const parameterSchema = z.object({
  name: z.string(),
  in: z.enum(['path', 'query']),
  schema: z.looseObject({}),
});
const documentSchema = z.object({
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
  openapi: z.literal('3.1.0'),
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.looseObject({
        operationId: z.string().regex(/^[a-z]+([A-Z]\w*)$/),
        summary: z.string().min(1),
        parameters: z.array(parameterSchema),
        responses: z.record(z.string(), z.looseObject({ description: z.string() })),
      }),
    ),
  ),
});

const document = async () =>
  parseJson(await simulator.request('/control/api/openapi.json'), documentSchema);

test('the OpenAPI document has every operation', async () => {
  const { paths } = await document();
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );
  expect(operations.sort()).toEqual(
    [
      'delete /fault-presets/{id}',
      'delete /faults',
      'delete /faults/{id}',
      'delete /users/{id}/next-scenario',
      'delete /worlds/{id}',
      'get /calls',
      'get /clock',
      'get /deliveries',
      'get /dropped-messages',
      'get /events',
      'get /events.ndjson',
      'get /faults',
      'get /expectations',
      'get /fidelity',
      'get /openapi.json',
      'get /partner-app',
      'get /quiet',
      'get /scenarios',
      'get /settings',
      'get /state',
      'get /story',
      'get /stream',
      'get /transactions',
      'get /transactions/{id}',
      'get /users',
      'get /wait',
      'get /worlds',
      'get /worlds/{id}',
      'patch /settings',
      'patch /transactions/{id}',
      'post /clock',
      'post /deliveries/{id}/resend',
      'post /faults',
      'post /forged-webhooks',
      'post /orders',
      'post /replay',
      'post /reset',
      'post /scenarios/{id}/launch',
      'post /transactions/{id}/actions',
      'post /worlds',
      'put /fault-presets/{id}',
      'put /faults/{id}',
      'put /state',
      'put /transactions/{id}',
      'put /users/{id}',
      'put /users/{id}/next-scenario',
    ].sort(),
  );
});

test('every operation has an ID of its own', async () => {
  const { paths } = await document();
  const ids = Object.values(paths).flatMap((methods) =>
    Object.values(methods).map(({ operationId }) => operationId),
  );
  expect(ids).toContain('runAction');
  expect(new Set(ids).size).toBe(ids.length);
});

test('every JSON body is a component, so that generated clients have names for them', async () => {
  const { paths, components } = await document();
  const text = JSON.stringify(paths);
  expect(text).not.toContain('"properties"');
  const named = [
    ...JSON.stringify({ paths, components }).matchAll(/"#\/components\/schemas\/(\w+)"/g),
  ];
  expect(new Set(named.map(([, name]) => name))).toEqual(new Set(Object.keys(components.schemas)));
  for (const name of ['Transaction', 'Fault', 'Settings', 'World', 'Delivery', 'Error'])
    expect(components.schemas).toHaveProperty(name);
});

test('each fault has its own parameters', async () => {
  const { paths, components } = await document();
  const { enum: ids } = z
    .object({ enum: z.array(z.string()) })
    .parse(paths['/faults/{id}']?.put?.parameters[0]?.schema);
  expect(ids).toHaveLength(Object.keys(FAULTS).length);
  const { oneOf } = z
    .object({ oneOf: z.array(z.object({ $ref: z.string() })) })
    .parse(components.schemas.Fault);
  expect(oneOf).toHaveLength(ids.length);
  expect(components.schemas.WebhookDuplicatedParameters).toMatchObject({
    properties: { copies: { minimum: 2, maximum: 50 } },
    additionalProperties: false,
  });
  const fault = await simulator.send('PUT', '/control/api/faults/api_slow', { copies: 2 });
  expect([fault.status, await fault.text()]).toEqual([400, expect.stringContaining('copies')]);
});

test('the OpenAPI document declares every path parameter', async () => {
  for (const [path, methods] of Object.entries((await document()).paths)) {
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    for (const { parameters } of Object.values(methods)) {
      const declared = parameters.filter((parameter) => parameter.in === 'path');
      expect(declared.map(({ name }) => name)).toEqual(named);
    }
  }
});

test.each([
  ['clock', clockResponseSchema],
  ['transactions', z.strictObject({ transactions: z.array(transactionResponseSchema).min(1) })],
  ['users', z.strictObject({ users: z.array(userResponseSchema).min(1) })],
  ['calls', z.strictObject({ calls: z.array(callResponseSchema).min(1) })],
  ['deliveries', z.strictObject({ deliveries: z.array(deliveryResponseSchema) })],
  ['dropped-messages', z.strictObject({ messages: z.array(droppedResponseSchema).min(1) })],
  ['partner-app', partnerAppResponseSchema],
  ['scenarios', z.strictObject({ scenarios: z.array(scenarioResponseSchema).min(10) })],
  [
    'faults',
    z.object({
      faults: z.array(faultResponseSchema).min(20),
      presets: z.array(presetResponseSchema).min(2),
    }),
  ],
  ['events', z.strictObject({ events: z.array(eventResponseSchema).min(1) })],
  ['fidelity', z.strictObject({ entries: z.array(fidelityResponseSchema).min(50) })],
])('the response of %s is as documented', async (path, schema) => {
  const body: unknown = await (await simulator.request(`/control/api/${path}`)).json();
  expect(() => schema.parse(body)).not.toThrow();
});
