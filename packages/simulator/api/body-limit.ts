import type { Context, MiddlewareHandler } from 'hono';
import { ApiError } from './api-error';

function refuse(): never {
  throw new ApiError('validation_error', 'The body is too large');
}

async function readUpTo(c: Context, maxBytes: number): Promise<ArrayBuffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = c.req.raw.body?.getReader();
  for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
    size += part.value.byteLength;
    if (size > maxBytes) refuse();
    chunks.push(part.value);
  }
  return new Uint8Array(Buffer.concat(chunks)).buffer;
}

/**
 * Reads the body before anything else happens, so that nothing does if the client breaks off. Hono's
 * own limit copies the adapter's request with `new Request(request, …)`, which fails for chunked and
 * absent bodies.
 */
export function limitBody(maxBytes: number): MiddlewareHandler {
  return async (c, next) => {
    if (Number(c.req.header('content-length') ?? 0) > maxBytes) refuse();
    const chunked = c.req.header('transfer-encoding') !== undefined;
    const body = chunked ? readUpTo(c, maxBytes) : c.req.text();
    const read = await body.catch((error: unknown) => {
      if (error instanceof ApiError) throw error;
      return null;
    });
    // Nobody is there to read the response.
    if (read === null) return c.body(null, 400);
    if (read instanceof ArrayBuffer) {
      const { url, method, headers } = c.req.raw;
      c.req.raw = new Request(url, { method, headers, body: read });
    }
    return next();
  };
}
