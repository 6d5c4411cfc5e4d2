import 'server-only';
import { createServer, type Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { env } from '../env';
import { countStreams } from '../live/feed';
import { listener } from '../live/listener';
import { log } from '../log';
import { metrics } from '../metrics';
import { isKnownSecret } from '../webhooks/receive';
import { getBacklog } from './data';

/** Prometheus waits for 10 seconds by default. */
const DATABASE_TIMEOUT_MS = 3_000;

/**
 * What `GET /api/metrics` returns: 200 with the metrics as Prometheus reads them, 401 without the
 * right METRICS_TOKEN as a bearer token, 404 unless it is configured.
 */
export async function reportMetrics(authorization: string | null): Promise<Response> {
  const token = env().METRICS_TOKEN;
  if (!token) return new Response(null, { status: 404 });
  const given = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1] ?? '';
  if (!isKnownSecret(given, [token]))
    return new Response(null, { status: 401, headers: { 'www-authenticate': 'Bearer' } });
  await readGauges();
  const { registry } = metrics();
  const headers = { 'content-type': registry.contentType, 'cache-control': 'no-store' };
  return new Response(await registry.metrics(), { headers });
}

/** For a worker, which has no other server. */
export function serveWorkerMetrics(port: number): Server {
  const report = async (authorization: string | undefined) => {
    const { status, headers, body } = await reportMetrics(authorization ?? null);
    return { status, headers: Object.fromEntries(headers), text: await new Response(body).text() };
  };
  const server = createServer(({ method, url, headers }, response) => {
    if (method !== 'GET' || url !== '/api/metrics') {
      response.writeHead(404).end();
      return;
    }
    report(headers.authorization)
      .then((answer) => response.writeHead(answer.status, answer.headers).end(answer.text))
      .catch((cause) => {
        log().error({ cause }, 'the metrics could not be reported');
        response.writeHead(500).end();
      });
  });
  // Two workers on one machine, for example. Their work matters more than their metrics.
  server.on('error', (cause) => log().error({ cause, port }, 'no metrics are served'));
  return server.listen(port);
}

async function readGauges(): Promise<void> {
  const gauges = metrics();
  gauges.streams.set(countStreams());
  gauges.listening.set(listener().isConnected() ? 1 : 0);
  const backlog = await Promise.race([getBacklog(), rejectAfter(DATABASE_TIMEOUT_MS)]).catch(
    (cause) => {
      log().warn({ cause }, 'the metrics of the database could not be read');
      return null;
    },
  );
  gauges.databaseUp.set(backlog ? 1 : 0);
  // Without an answer there is no value, because the last one may be wrong by now.
  const unknown = Number.NaN;
  gauges.dueChecks.set(backlog?.dueChecks ?? unknown);
  gauges.oldestDueCheck.set(backlog?.oldestDueCheckSeconds ?? unknown);
  gauges.failingChecks.set(backlog?.failingChecks ?? unknown);
  gauges.failingSideEffects.set(backlog?.failingSideEffects ?? unknown);
  gauges.oldestSideEffect.set(backlog?.oldestSideEffectSeconds ?? unknown);
}

async function rejectAfter(timeoutMs: number): Promise<never> {
  await delay(timeoutMs, undefined, { ref: false });
  throw new Error(`The database did not respond within ${timeoutMs} ms.`);
}
