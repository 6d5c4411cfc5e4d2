import { z } from 'zod';
import { errorAnswerSchema } from './answers';
import type { AnswerContent, Documented } from './operation';

const INTRODUCTION = [
  'Steers the simulator. It has no login: the simulator listens on loopback, and other sites are',
  'refused. Records and scenarios’ sessions use the field names of the Proof contract; everything',
  'else is camel case. The clock keeps its offset over a restart, or stands where it was frozen;',
  'settings and faults start anew with each process.',
].join(' ');

function content(answer: AnswerContent) {
  if (answer === null) return {};
  if (typeof answer === 'string') return { content: { [answer]: { schema: { type: 'string' } } } };
  const schema = z.toJSONSchema(answer, { io: 'output', unrepresentable: 'any' });
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

function operationObject({ path, summary, body, query, status = 200, answer }: Documented) {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
  const refusal = { description: 'Refused, and why', ...content(errorAnswerSchema) };
  return {
    summary,
    parameters: [...inPath, ...(query ? queryParameters(query) : [])],
    ...(body && {
      requestBody: { content: { 'application/json': { schema: requestSchema(body) } } },
    }),
    responses: { [status]: { description: 'Done', ...content(answer) }, default: refusal },
  };
}

/** The control API as an OpenAPI 3.1 document, from the same schemas that check its input. */
export function openApiDocument(operations: Documented[]) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of operations) {
    const path = paths[operation.path] ?? {};
    paths[operation.path] = { ...path, [operation.method]: operationObject(operation) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Proof simulator control API', version: '1', description: INTRODUCTION },
    servers: [{ url: '/control/api' }],
    paths,
  };
}
