import type { Context, MiddlewareHandler } from 'hono';
import { ApiError } from './api-error';

function refuse(): never {
  throw new ApiError('validation_error', 'The body is too large');
}

/** A body without an announced length is counted while it is read, and kept for whoever reads it. */
async function readUpTo(c: Context, largestBytes: number): Promise<ArrayBuffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = c.req.raw.body?.getReader();
  for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
    size += part.value.byteLength;
    if (size > largestBytes) refuse();
    chunks.push(part.value);
  }
  return new Uint8Array(Buffer.concat(chunks)).buffer;
}

/**
 * Hono's own limit hands the adapter's stream to a second Request, which does not take it, so that
 * every request with a chunked or an absent body would fail.
 */
export function limitBody(largestBytes: number): MiddlewareHandler {
  return async (c, next) => {
    const length = c.req.header('content-length');
    if (Number(length ?? 0) > largestBytes) refuse();
    if (c.req.header('transfer-encoding') !== undefined) {
      const { url, method, headers } = c.req.raw;
      const body = await readUpTo(c, largestBytes);
      c.req.raw = new Request(url, { method, headers, body });
    }
    return next();
  };
}
