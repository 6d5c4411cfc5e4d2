import 'server-only';
import { createServer, type Server } from 'node:http';
import { env } from '../env';
import { countStreams } from '../live/feed';
import { listener } from '../live/listener';
import { log } from '../log';
import { metrics } from '../metrics';
import { isKnownSecret } from '../webhooks/receive';
import { getBacklog } from './data';

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
  return createServer(async ({ method, url, headers }, response) => {
    const known = method === 'GET' && url === '/api/metrics';
    const report = known ? await reportMetrics(headers.authorization ?? null) : undefined;
    response.writeHead(report?.status ?? 404, Object.fromEntries(report?.headers ?? []));
    response.end(await report?.text());
  }).listen(port);
}

async function readGauges(): Promise<void> {
  const { streams, listening, databaseUp, ...gauges } = metrics();
  streams.set(countStreams());
  listening.set(listener().isConnected() ? 1 : 0);
  try {
    const backlog = await getBacklog();
    gauges.dueChecks.set(backlog.dueChecks);
    gauges.oldestDueCheck.set(backlog.oldestDueCheckSeconds);
    gauges.failingChecks.set(backlog.failingChecks);
    gauges.failingSideEffects.set(backlog.failingSideEffects);
    gauges.oldestSideEffect.set(backlog.oldestSideEffectSeconds);
    databaseUp.set(1);
  } catch (cause) {
    log().warn({ cause }, 'the metrics of the database could not be read');
    databaseUp.set(0);
  }
}
