import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { ApiError } from '../api/api-error';

/** A JSON schema, the media type of a text, or `null` without a body. */
type ResponseContent = z.ZodType | 'text/event-stream' | 'application/x-ndjson' | null;

/** One operation of the control API. The same schemas check its input and document it. */
export type Operation = {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** With `{id}`, as in OpenAPI. */
  path: string;
  summary: string;
  body?: z.ZodType;
  /** For a body that depends on `{id}`, the schema of each. */
  bodyById?: Record<string, { parameters: z.ZodType }>;
  query?: z.ZodObject;
  status?: 200 | 201 | 202 | 204;
  response: ResponseContent;
};

/** Operations by their ID in the OpenAPI document. */
export type OperationTable = Record<string, Operation>;

type Parsed<Op, Part extends 'body' | 'query'> =
  Op extends Record<Part, infer Schema extends z.ZodType> ? z.output<Schema> : unknown;
type Input<Op> = { id: string; body: Parsed<Op, 'body'>; query: Parsed<Op, 'query'> };
type Handler<Op> = (c: Context, input: Input<Op>) => Response | Promise<Response>;

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new ApiError('validation_error', z.prettifyError(parsed.error));
  return parsed.data;
}

async function readJson(c: Context): Promise<unknown> {
  const text = await c.req.text();
  try {
    // An operation whose fields all have defaults needs no body.
    return text.trim() === '' ? {} : JSON.parse(text);
  } catch {
    throw new ApiError('decode_error', 'The body is not JSON');
  }
}

/** Registers operations with the router and collects them for the OpenAPI document. */
export class Operations {
  readonly documented: OperationTable = {};
  readonly #api: Hono;

  constructor(api: Hono) {
    this.#api = api;
  }

  /** Each operation of the table has a handler, which gets its parsed input. */
  handle<Table extends OperationTable>(
    table: Table,
    handlers: { [Id in keyof Table]: Handler<Table[Id]> },
  ): void {
    Object.assign(this.documented, table);
    for (const id in table) this.#route(table[id], handlers[id]);
  }

  #route<Op extends Operation>(operation: Op, handler: Handler<Op>): void {
    const { method, path, bodyById, query } = operation;
    const inputSchema = z.custom<Input<Op>>();
    this.#api.on(method.toUpperCase(), path.replace('{id}', ':id'), async (c) => {
      const id = c.req.param('id') ?? '';
      const bodySchema = operation.body ?? bodyById?.[id]?.parameters;
      const body = bodySchema && parse(bodySchema, await readJson(c));
      const input = { id, body, query: query && parse(query, c.req.query()) };
      return handler(c, inputSchema.parse(input));
    });
  }
}
