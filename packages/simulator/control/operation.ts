import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { ApiError } from '../api/api-error';

/** A JSON schema, the media type of a text, or `null` without a body. */
export type ResponseContent = z.ZodType | 'text/event-stream' | 'application/x-ndjson' | null;

/** One operation of the control API. The same schemas check its input and document it. */
export type Operation<Body = undefined, Query = undefined> = {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** With parameters in braces, as in OpenAPI. */
  path: string;
  summary: string;
  body?: z.ZodType<Body>;
  query?: z.ZodObject & z.ZodType<Query>;
  status?: 200 | 201 | 202 | 204;
  response: ResponseContent;
};

export type DocumentedOperation = Operation<unknown, unknown>;

type Input<Body, Query> = { body: Body; query: Query; id: string };
type Handler<Body, Query> = (c: Context, input: Input<Body, Query>) => Response | Promise<Response>;

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
  readonly documented: DocumentedOperation[] = [];
  readonly #api: Hono;

  constructor(api: Hono) {
    this.#api = api;
  }

  add<Body = undefined, Query = undefined>(
    operation: Operation<Body, Query>,
    handler: Handler<Body, Query>,
  ): void {
    const { method, path, body, query } = operation;
    this.documented.push(operation);
    const nothing = z.custom<never>();
    const route = path.replace(/\{(\w+)\}/g, ':$1');
    this.#api.on(method.toUpperCase(), route, async (c) =>
      handler(c, {
        body: body ? parse(body, await readJson(c)) : nothing.parse(undefined),
        query: query ? parse(query, c.req.query()) : nothing.parse(undefined),
        id: c.req.param('id') ?? '',
      }),
    );
  }
}
