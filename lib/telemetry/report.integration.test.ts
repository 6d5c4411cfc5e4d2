import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { order, withPartnerApp } from '../../testing/partner-app';
import { db } from '../db';
import { runOperation } from '../operation';
import { runReconciler } from '../reconciliation/reconciler';
import { receiveWebhook } from '../webhooks/receive';
import { mintSession } from '../widget-sessions/mint';
import { reportMetrics, serveWorkerMetrics } from './report';

const METRICS_TOKEN = 'metrics-token-of-this-test';
const app = withPartnerApp({ METRICS_TOKEN });

async function read(): Promise<string> {
  const response = await reportMetrics(`Bearer ${METRICS_TOKEN}`);
  expect(response.status).toBe(200);
  return response.text();
}

/** The value of a metric with these labels, or 0 as long as nothing was counted. */
async function readMetric(name: string, labels: Record<string, string> = {}): Promise<number> {
  const wanted = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  const line = (await read())
    .split('\n')
    .find((text) => /^[a-z_]+/.exec(text)?.[0] === name && wanted.every((l) => text.includes(l)));
  return Number(line?.split(' ').at(-1) ?? 0);
}

async function mint() {
  const user = await app.addCustomer();
  const request = { user, order: order(), clientIp: undefined };
  const { transactionId: id, session } = await runOperation('mint', () => mintSession(request));
  return { id, merchantTransactionId: session.merchant_transaction_id };
}

test('the metrics are for the bearer of the token, and for nobody else', async () => {
  for (const given of [null, 'Bearer', 'Bearer wrong', `Basic ${METRICS_TOKEN}`, METRICS_TOKEN]) {
    const response = await reportMetrics(given);
    expect(response.status).toBe(401);
    expect(await response.text()).toBe('');
  }
  expect(await read()).toContain('# TYPE process_cpu_seconds_total counter');
});

test('operations, calls to Proof, hints and checks are counted with their outcome', async () => {
  const { merchantTransactionId } = await mint();
  expect(
    await readMetric('proof_ramp_operation_duration_seconds_count', {
      operation: 'mint',
      result: 'ok',
    }),
  ).toBe(1);
  const sessions = { endpoint: 'POST /widget/session', http_status: '200', cause: '' };
  const minted = await readMetric('proof_ramp_provider_call_duration_seconds_count', sessions);
  expect(minted).toBe(1);

  const body = { merchant_transaction_id: merchantTransactionId, status: 'processing' };
  const deliver = () =>
    receiveWebhook(
      new Request('http://localhost', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...body, updated_at: new Date().toISOString() }),
      }),
      process.env.PROOF_WEBHOOK_SECRET ?? '',
    );
  expect(await deliver()).toBe(204);
  const hints = { source: 'webhook', outcome: 'reported' };
  expect(await readMetric('proof_ramp_hints_total', hints)).toBe(1);

  const stopping = new AbortController();
  const running = runReconciler(stopping.signal);
  const operations = { operation: 'check', result: 'ok' };
  const checked = () => readMetric('proof_ramp_operation_duration_seconds_count', operations);
  await expect.poll(checked).toBeGreaterThanOrEqual(1);
  stopping.abort();
  await running;
  // Proof said pending, which was no news, or the first fact about the order.
  const outcomes = ['applied', 'unchanged', 'report_withdrawn'];
  const checks = outcomes.map((outcome) => readMetric('proof_ramp_checks_total', { outcome }));
  expect((await Promise.all(checks)).reduce((sum, count) => sum + count)).toBeGreaterThanOrEqual(1);
});

test('a failed call to Proof is counted by its cause', async () => {
  const fault = { endpoint: 'session', times: 1, httpStatus: 401 };
  await app.control('POST', '/faults', { ...fault, error: 'unauthorized', code: 'unauthorized' });
  await expect(mint()).rejects.toThrow();
  const calls = { http_status: '401', cause: 'Token not accepted' };
  expect(await readMetric('proof_ramp_provider_call_duration_seconds_count', calls)).toBe(1);
  const operations = { operation: 'mint', result: 'provider_misconfigured' };
  expect(await readMetric('proof_ramp_operation_duration_seconds_count', operations)).toBe(1);
});

test('the backlog says how late the work is, over all processes', async () => {
  const { id } = await mint();
  const nextCheckAt = new Date(Date.now() - 90_000);
  await db().transaction.update({ where: { id }, data: { nextCheckAt, failedChecks: 2 } });
  const effect = { transactionId: id, attempts: 3, createdAt: nextCheckAt };
  await db().sideEffect.create({ data: effect });
  expect(await readMetric('proof_ramp_oldest_due_check_seconds')).toBeGreaterThanOrEqual(89);
  expect(await readMetric('proof_ramp_due_checks')).toBeGreaterThanOrEqual(1);
  expect(await readMetric('proof_ramp_failing_checks')).toBe(1);
  expect(await readMetric('proof_ramp_failing_side_effects')).toBe(1);
  expect(await readMetric('proof_ramp_oldest_side_effect_seconds')).toBeGreaterThanOrEqual(89);
  expect(await readMetric('proof_ramp_database_up')).toBe(1);
});

test('a database that does not respond is reported, and the backlog has no value then', async () => {
  await db().$transaction(async (tx) => {
    await tx.$executeRaw`LOCK TABLE transactions IN ACCESS EXCLUSIVE MODE`;
    expect(await readMetric('proof_ramp_database_up')).toBe(0);
    expect(await readMetric('proof_ramp_due_checks')).toBeNaN();
  });
  expect(await readMetric('proof_ramp_database_up')).toBe(1);
});

test('a worker serves the same metrics, and nothing else', async () => {
  const server = serveWorkerMetrics(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/api/metrics`;
  const headers = { authorization: `Bearer ${METRICS_TOKEN}` };
  const response = await fetch(url, { headers });
  expect(response.headers.get('content-type')).toContain('text/plain; version=0.0.4');
  expect(await response.text()).toContain('proof_ramp_oldest_due_check_seconds');
  expect((await fetch(url)).status).toBe(401);
  expect((await fetch(`${url}/more`, { headers })).status).toBe(404);
  expect((await fetch(url, { method: 'POST', headers })).status).toBe(404);
  // A second worker on this machine goes on without metrics.
  const second = serveWorkerMetrics(port);
  expect((await fetch(url, { headers })).status).toBe(200);
  expect(second.listening).toBe(false);
  server.close();
});
