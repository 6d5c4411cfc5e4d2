import { z } from 'zod';
import { queuedResponseSchema } from '../api/queued-responses';
import { settingsSchema } from '../settings';
import type { Operation, OperationTable } from './operation';
import {
  callResponseSchema,
  clockResponseSchema,
  deliveryResponseSchema,
  droppedResponseSchema,
  errorResponseSchema,
  eventResponseSchema,
  expectationResponseSchema,
  FAULT_VARIANTS,
  faultResponseSchema,
  fidelityResponseSchema,
  presetResponseSchema,
  scenarioResponseSchema,
  transactionResponseSchema,
  userResponseSchema,
  worldResponseSchema,
} from './response-schemas';
import { stateFileSchema } from './state';
import { storySchema } from './story';

const DESCRIPTION = [
  'Controls the simulator. There is no login: the simulator listens on loopback, and cross-site',
  'requests are refused. Transactions, users and sessions use the field names of the Proof contract;',
  'everything else is camel case. A restart keeps the clock and its offset; settings, injected faults',
  'and queued responses start anew.',
].join(' ');

const capitalise = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** "webhook_dropped" as "WebhookDropped" */
const pascalCase = (id: string) => id.split('_').map(capitalise).join('');

/** What responses are made of, by its name in the document. */
const NAMED = {
  Call: callResponseSchema,
  Clock: clockResponseSchema,
  Delivery: deliveryResponseSchema,
  DroppedMessage: droppedResponseSchema,
  Error: errorResponseSchema,
  Event: eventResponseSchema,
  Expectation: expectationResponseSchema,
  Fault: faultResponseSchema,
  FaultPreset: presetResponseSchema,
  FidelityEntry: fidelityResponseSchema,
  QueuedResponse: queuedResponseSchema,
  Scenario: scenarioResponseSchema,
  Settings: settingsSchema,
  StateFile: stateFileSchema,
  Story: storySchema,
  Transaction: transactionResponseSchema,
  User: userResponseSchema,
  World: worldResponseSchema,
  ...Object.fromEntries(
    FAULT_VARIANTS.map((variant) => [`${pascalCase(variant.shape.id.value)}Fault`, variant]),
  ),
};

const refTo = (name: string) => `#/components/schemas/${name}`;

/** Schemas by name. The same schema has one name. */
class Components {
  readonly #registry = z.registry<{ id: string }>();
  readonly #io: 'input' | 'output';

  constructor(io: 'input' | 'output', named: Record<string, z.ZodType>) {
    this.#io = io;
    for (const [name, schema] of Object.entries(named)) this.reference(name, schema);
  }

  /** The schema gets the name unless it has one. */
  reference(name: string, schema: z.ZodType): { $ref: string } {
    const id = this.#registry.get(schema)?.id ?? name;
    this.#registry.add(schema, { id });
    return { $ref: refTo(id) };
  }

  schemas(): Record<string, unknown> {
    const { schemas } = z.toJSONSchema(this.#registry, {
      uri: refTo,
      io: this.#io,
      unrepresentable: 'any',
    });
    return Object.fromEntries(
      Object.entries(schemas).map(([name, { $schema: _, $id: __, ...schema }]) => [name, schema]),
    );
  }
}

type Parts = { requests: Components; responses: Components };

function queryParameters(query: z.ZodObject) {
  const { properties = {}, required = [] } = z.toJSONSchema(query, { io: 'input' });
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
}

function pathParameters({ path, bodyById }: Operation) {
  if (!path.includes('{id}')) return [];
  const schema = { type: 'string', ...(bodyById && { enum: Object.keys(bodyById) }) };
  return [{ name: 'id', in: 'path', required: true, schema }];
}

function requestSchema(operationId: string, { body, bodyById }: Operation, requests: Components) {
  if (body) return requests.reference(`${capitalise(operationId)}Request`, body);
  if (!bodyById) return null;
  // Not oneOf, because a body without fields suits each of them.
  return {
    anyOf: Object.entries(bodyById).map(([id, { parameters }]) =>
      requests.reference(`${pascalCase(id)}Parameters`, parameters),
    ),
  };
}

function success(operationId: string, { response }: Operation, responses: Components) {
  if (response === null) return { description: 'Success' };
  if (typeof response === 'string')
    return { description: 'Success', content: { [response]: { schema: { type: 'string' } } } };
  const schema = responses.reference(`${capitalise(operationId)}Response`, response);
  return { description: 'Success', content: { 'application/json': { schema } } };
}

function operationObject(operationId: string, operation: Operation, parts: Parts) {
  const { summary, query, status = 200 } = operation;
  const schema = requestSchema(operationId, operation, parts.requests);
  const error = { 'application/json': { schema: { $ref: refTo('Error') } } };
  return {
    operationId,
    summary,
    parameters: [...pathParameters(operation), ...(query ? queryParameters(query) : [])],
    ...(schema && { requestBody: { content: { 'application/json': { schema } } } }),
    responses: {
      [status]: success(operationId, operation, parts.responses),
      default: { description: 'An error', content: error },
    },
  };
}

/** The operations by path, with `fields` in each. */
function pathsOf(operations: OperationTable, parts: Parts, fields = {}) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const [id, operation] of Object.entries(operations)) {
    const described = { ...operationObject(id, operation, parts), ...fields };
    paths[operation.path] = { ...paths[operation.path], [operation.method]: described };
  }
  return paths;
}

/**
 * The control API as an OpenAPI 3.1 document.
 * @param aboutWorlds operations below `/control` instead of a world's control API
 */
export function openApiDocument(operations: OperationTable, aboutWorlds: OperationTable) {
  const parts = {
    requests: new Components('input', {}),
    responses: new Components('output', NAMED),
  };
  const paths = {
    ...pathsOf(operations, parts),
    ...pathsOf(aboutWorlds, parts, { servers: [{ url: '/control' }] }),
  };
  return {
    openapi: '3.1.0',
    info: { title: 'Proof simulator control API', version: '1', description: DESCRIPTION },
    servers: [
      { url: '/control/api', description: 'The default world' },
      {
        url: '/control/worlds/{world}',
        description: 'A world of its own',
        variables: { world: { default: 'world', description: 'The world’s id' } },
      },
    ],
    paths,
    components: { schemas: { ...parts.requests.schemas(), ...parts.responses.schemas() } },
  };
}
