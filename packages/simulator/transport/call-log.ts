import type { MiddlewareHandler } from 'hono';
import { firstCharacters } from '../state/bounded-log';
import type { World } from '../world';

export type ApiEnv = { Variables: { requestId: string } };

async function bodyText(response: Response): Promise<string> {
  if (!response.body) return '';
  const text = firstCharacters(await response.clone().text());
  return text.replace(/("init_token":")[^"]+/, '$1…');
}

export function recordCalls({ calls, clock, changes }: World): MiddlewareHandler<ApiEnv> {
  let lastId = 0;
  return async (c, next) => {
    const startedAt = performance.now();
    lastId += 1;
    const call = { id: lastId, at: new Date(clock.nowMs()).toISOString() };
    const { method, path } = c.req;
    await next();
    const { status } = c.res;
    calls.add({
      ...call,
      requestId: c.get('requestId'),
      method,
      path,
      status,
      durationMs: Math.round((performance.now() - startedAt) * 10) / 10,
      requestBody: method === 'POST' ? firstCharacters(await c.req.text().catch(() => '')) : '',
      responseBody: await bodyText(c.res),
    });
    changes.publish({ type: 'call', data: { id: call.id, method, path, status } });
  };
}
