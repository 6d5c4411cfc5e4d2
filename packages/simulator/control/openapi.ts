import { z } from 'zod';
import type { DocumentedOperation, ResponseContent } from './operation';
import { errorResponseSchema } from './response-schemas';

const DESCRIPTION = [
  'Controls the simulator. There is no login: the simulator listens on loopback, and cross-site',
  'requests are refused. Transactions, users and sessions use the field names of the Proof contract;',
  'everything else is camel case. A restart keeps the clock and its offset; settings, injected faults',
  'and queued responses start anew.',
].join(' ');

function content(response: ResponseContent) {
  if (response === null) return {};
  if (typeof response === 'string') {
    return { content: { [response]: { schema: { type: 'string' } } } };
  }
  const schema = z.toJSONSchema(response, { io: 'output', unrepresentable: 'any' });
  return { content: { 'application/json': { schema } } };
}

function requestSchema(schema: z.ZodType) {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
}

function queryParameters(query: z.ZodObject) {
  return Object.entries(query.shape).map(([name, schema]) => ({
    name,
    in: 'query',
    required: false,
    schema: z.toJSONSchema(z.object({ it: schema }), { io: 'input' }).properties?.it ?? {},
  }));
}

/** "postTransactionsByIdActions" */
function operationId({ method, path }: DocumentedOperation): string {
  const words = path.replace(/\{(\w+)\}/g, 'by/$1').split(/[^\w]+/);
  return [method, ...words.filter(Boolean).map(capitalise)].join('');
}

function capitalise(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function operationObject(operation: DocumentedOperation, server: string | undefined) {
  const { path, summary, body, query, status = 200, response } = operation;
  const pathParameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const error = { description: 'An error', ...content(errorResponseSchema) };
  return {
    operationId: operationId(operation),
    summary,
    ...(server !== undefined && { servers: [{ url: server }] }),
    parameters: [...pathParameters, ...(query ? queryParameters(query) : [])],
    ...(body && {
      requestBody: { content: { 'application/json': { schema: requestSchema(body) } } },
    }),
    responses: { [status]: { description: 'Success', ...content(response) }, default: error },
  };
}

/** The operations by path. With `server`, they are below that URL. */
function pathsOf(operations: DocumentedOperation[], server?: string) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) {
    const path = paths[operation.path] ?? {};
    paths[operation.path] = { ...path, [operation.method]: operationObject(operation, server) };
  }
  return paths;
}

/** The control API as an OpenAPI 3.1 document. */
export function openApiDocument(
  operations: DocumentedOperation[],
  aboutWorlds: DocumentedOperation[],
) {
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
    paths: { ...pathsOf(operations), ...pathsOf(aboutWorlds, '/control') },
  };
}
