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

function operationObject(operation: DocumentedOperation) {
  const { path, summary, body, query, status = 200, response } = operation;
  const pathParameters = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const error = { description: 'An error', ...content(errorResponseSchema) };
  return {
    summary,
    parameters: [...pathParameters, ...(query ? queryParameters(query) : [])],
    ...(body && {
      requestBody: { content: { 'application/json': { schema: requestSchema(body) } } },
    }),
    responses: { [status]: { description: 'Success', ...content(response) }, default: error },
  };
}

/** The control API as an OpenAPI 3.1 document. */
export function openApiDocument(operations: DocumentedOperation[]) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) {
    const path = paths[operation.path] ?? {};
    paths[operation.path] = { ...path, [operation.method]: operationObject(operation) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Proof simulator control API', version: '1', description: DESCRIPTION },
    servers: [{ url: '/control/api' }],
    paths,
  };
}
