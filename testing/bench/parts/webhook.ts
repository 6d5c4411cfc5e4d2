import autocannon from 'autocannon';
import { startApp } from '../../../tools/steps/start-app';
import { inTurn, type Measurement } from '../measurement';
import type { Part } from '../part';
import { addReportedTransactions, nextWebhook } from './webhooks';

const CONNECTIONS = 16;
const SECONDS = 4;

type Load = { perSecond: number; p99Ms: number };

/**
 * The webhook route, which answers once the report is stored for good, beside a POST that reaches a
 * route of the same server and does nothing there.
 */
export const measureWebhook: Part = async ({ scope, env }) => {
  await addReportedTransactions();
  // Checks would share the processor with the route, as they would not in a process of their own.
  await startApp(scope, { ...env, RECONCILER: 'off' }, 'log');
  const url = `http://127.0.0.1:${env.PORT}`;
  const webhook = `${url}/api/webhooks/proof/${env.PROOF_WEBHOOK_SECRET}`;
  const { route, nothing } = await inTurn({
    route: () => send(webhook, 204),
    nothing: () => send(`${url}/api/live`, 405),
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
    comparedWith: { name: 'a POST that does nothing', values: nothing.map(of) },
    target,
  });
  return [
    compare('webhook route', 'requests/s', ({ perSecond }) => perSecond, { atLeast: 0.7 }),
    compare('webhook route, p99', 'ms', ({ p99Ms }) => p99Ms, { atMost: 2 }),
  ];
};

async function send(url: string, expectedStatus: number): Promise<Load> {
  const { requests, latency, statusCodeStats, errors } = await autocannon({
    url,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    connections: CONNECTIONS,
    duration: SECONDS,
    requests: [{ setupRequest: (request) => ({ ...request, body: nextWebhook() }) }],
  });
  const statuses = Object.keys(statusCodeStats ?? {});
  if (errors > 0 || statuses.join() !== String(expectedStatus))
    throw new Error(`${url} returned ${statuses.join(', ')}, and ${errors} requests failed.`);
  return { perSecond: requests.average, p99Ms: latency.p99 };
}
