import autocannon from 'autocannon';
import { PROBE_USER_AGENT } from '../../../lib/webhooks/receive';
import { startApp } from '../../../tools/steps/start-app';
import { inTurn, type Measurement } from '../measurement';
import type { Part } from '../part';
import { addReportedTransactions, nextWebhook } from './webhooks';

const CONNECTIONS = 16;
const SECONDS = 4;

type Load = { perSecond: number; p99Ms: number };

/**
 * The webhook route, which answers once the report is stored for good, beside the same route for a
 * request of the doctor, for which it does nothing.
 */
export const measureWebhook: Part = async ({ scope, env }) => {
  await addReportedTransactions();
  // Checks would share the processor with the route, as they would not in a process of their own.
  await startApp(scope, { ...env, RECONCILER: 'off' }, 'log');
  const webhook = `http://127.0.0.1:${env.PORT}/api/webhooks/proof/${env.PROOF_WEBHOOK_SECRET}`;
  const { route, nothing } = await inTurn({
    route: () => send(webhook),
    nothing: () => send(webhook, { 'user-agent': PROBE_USER_AGENT }),
  });
  const compare = (
    name: string,
    unit: string,
    of: (load: Load) => number,
    target: Measurement['target'],
  ): Measurement => ({
    name,
    unit,
    values: route.map(of),
    comparedWith: { name: 'a POST for which it does nothing', values: nothing.map(of) },
    target,
  });
  return [
    compare('webhook route', 'requests/s', ({ perSecond }) => perSecond, { atLeast: 0.7 }),
    compare('webhook route, p99', 'ms', ({ p99Ms }) => p99Ms, { atMost: 2 }),
  ];
};

async function send(url: string, headers: Record<string, string> = {}): Promise<Load> {
  const { requests, latency, statusCodeStats, errors } = await autocannon({
    url,
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    connections: CONNECTIONS,
    duration: SECONDS,
    requests: [{ setupRequest: (request) => ({ ...request, body: nextWebhook() }) }],
  });
  const statuses = Object.keys(statusCodeStats ?? {});
  if (errors > 0 || statuses.join() !== '204')
    throw new Error(`${url} returned ${statuses.join(', ')}, and ${errors} requests failed.`);
  return { perSecond: requests.average, p99Ms: latency.p99 };
}
