import autocannon from 'autocannon';
import { db } from '../../../lib/db';
import { startApp } from '../../../tools/steps/start-app';
import { inTurn, type Measurement } from '../measurement';
import type { Part } from '../part';

const CONNECTIONS = 16;
const SECONDS = 4;
const TRANSACTIONS = 500;

type Load = { perSecond: number; p99Ms: number };

/**
 * The webhook route, which answers once the report is stored for good, beside a POST that reaches a
 * route of the same server and does nothing there.
 */
export const measureWebhook: Part = async ({ scope, env }) => {
  await addTransactions();
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

async function addTransactions(): Promise<void> {
  const numbers = Array.from({ length: TRANSACTIONS }, (_, index) => index);
  await db().user.createMany({
    data: numbers.map((number) => ({ id: `sender-${number}`, email: `${number}@example.org` })),
  });
  await db().transaction.createMany({
    data: numbers.map((number) => ({
      merchantTransactionId: `order-${number}`,
      userId: `sender-${number}`,
      type: 'buy' as const,
      network: 'TRC20',
      currency: 'USDT',
      requestedAmount: '100',
    })),
  });
}

let sent = 0;

/** Every webhook is news, which is the slowest case. */
function nextBody(): string {
  sent += 1;
  return JSON.stringify({
    merchant_transaction_id: `order-${sent % TRANSACTIONS}`,
    status: 'processing',
    updated_at: new Date(Date.UTC(2026, 3, 1) + sent).toISOString(),
  });
}

async function send(url: string, expectedStatus: number): Promise<Load> {
  const { requests, latency, statusCodeStats, errors } = await autocannon({
    url,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    connections: CONNECTIONS,
    duration: SECONDS,
    requests: [{ setupRequest: (request) => ({ ...request, body: nextBody() }) }],
  });
  const statuses = Object.keys(statusCodeStats ?? {});
  if (errors > 0 || statuses.join() !== String(expectedStatus))
    throw new Error(`${url} returned ${statuses.join(', ')}, and ${errors} requests failed.`);
  return { perSecond: requests.average, p99Ms: latency.p99 };
}
