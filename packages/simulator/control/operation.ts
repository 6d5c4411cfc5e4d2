import type { Context, Hono } from 'hono';
import { z } from 'zod';
import { ApiError } from '../transport/api-error';

/** What an answer holds: JSON of a shape, text of a media type, or nothing. */
export type AnswerContent = z.ZodType | 'text/event-stream' | 'application/x-ndjson' | null;

/** One operation of the control API: what it is documented from, and what checks its input. */
export type Operation<Body = undefined, Query = undefined> = {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** As OpenAPI writes it, with parameters in braces. */
  path: string;
  summary: string;
  body?: z.ZodType<Body>;
  query?: z.ZodObject & z.ZodType<Query>;
  status?: 200 | 201 | 202 | 204;
  answer: AnswerContent;
};

export type Documented = Operation<unknown, unknown>;
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
    // An operation whose fields all have defaults needs no body at all.
    return text.trim() === '' ? {} : JSON.parse(text);
  } catch {
    throw new ApiError('decode_error', 'The body is not JSON');
  }
}

/** Registers operations and remembers them for the OpenAPI document. */
export class Operations {
  readonly documented: Documented[] = [];
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
    const none = z.custom<never>();
    const route = path.replace(/\{(\w+)\}/g, ':$1');
    this.#api.on(method.toUpperCase(), route, async (c) =>
      handler(c, {
        body: body ? parse(body, await readJson(c)) : none.parse(undefined),
        query: query ? parse(query, c.req.query()) : none.parse(undefined),
        id: c.req.param('id') ?? '',
      }),
    );
  }
}
