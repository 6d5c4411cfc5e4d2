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
 * Hono's own limit copies the adapter's request with \`new Request(request, …)\`, which fails for
 * chunked and absent bodies.
 */
export function limitBody(maxBytes: number): MiddlewareHandler {
  return async (c, next) => {
    const length = c.req.header('content-length');
    if (Number(length ?? 0) > maxBytes) refuse();
    if (c.req.header('transfer-encoding') !== undefined) {
      const { url, method, headers } = c.req.raw;
      const body = await readUpTo(c, maxBytes);
      c.req.raw = new Request(url, { method, headers, body });
    }
    return next();
  };
}
