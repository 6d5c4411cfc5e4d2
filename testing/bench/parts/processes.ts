import { setTimeout as delay } from 'node:timers/promises';
import autocannon from 'autocannon';
import getPort from 'get-port';
import { sum } from 'simple-statistics';
import { db } from '../../../lib/db';
import { PROBE_USER_AGENT } from '../../../lib/webhooks/receive';
import { awaitHealthy } from '../../../tools/process/await-healthy';
import { startSimulator } from '../../../tools/simulator/start';
import { workerProgram } from '../../../tools/steps/release';
import { startApp } from '../../../tools/steps/start-app';
import type { Settings } from '../../demo-environment';
import { inTurn, type Measurement } from '../measurement';
import type { BenchContext, Part } from '../part';
import { METRICS_TOKEN, metricsHeaders, readMetrics } from './metrics';
import { addCustomers, placeOrders } from './orders';
import { nextWebhook } from './webhooks';

const PROCESSES = 4;
const ORDERS = 800;
/** Many, because few checks of one customer run at a time. */
const CUSTOMERS = 80;
const CONNECTIONS_PER_PROCESS = 8;
const SECONDS = 6;
const WARM_UP_SECONDS = 12;
const POLL_MS = 50;

type Process = { metricsUrl: string };
type Web = Process & { webhookUrl: string };
type Worker = Process & { pid: number };
/** Since a process started. */
type Counts = { cpuSeconds: number; checks: number };
/** Of one kind of process, per second of its processor time. */
type Work = { webhooks: number; checks: number };

/**
 * What a webhook and the check that follows it cost in processor time, with one process of each kind
 * and with four on the same database. Processes that share too few cores all do less in a second of
 * it, also those that only answer. So that is what their share is compared with.
 */
export const measureProcesses: Part = async ({ scope, env }) => {
  await startSimulator(scope, env, 'log');
  const webs = await startEach(() => startWeb(scope, env));
  const workers = await startEach(() => startWorker(scope, env));
  const ids = await placeOrders(await addCustomers(CUSTOMERS), ORDERS);
  // One after another, so that each has compiled what it runs often.
  for (const { webhookUrl } of webs) await send(webhookUrl, ids, WARM_UP_SECONDS);
  const work = (count: number, userAgent?: string) =>
    workWith(webs.slice(0, count), workers, (url) => send(url, ids, SECONDS, userAgent));
  await db().$executeRaw`CREATE EXTENSION IF NOT EXISTS pg_stat_statements`;
  const { four, one, fourAnswering, oneAnswering } = await inTurn({
    four: () => work(PROCESSES),
    one: () => work(1),
    fourAnswering: () => work(PROCESSES, PROBE_USER_AGENT),
    oneAnswering: () => work(1, PROBE_USER_AGENT),
  });
  const { statement, share } = await busiestStatement();
  const webhooks = shareOf(four, one, (done) => done.webhooks);
  const checks = shareOf(four, one, (done) => done.checks);
  const answers = shareOf(fourAnswering, oneAnswering, (done) => done.webhooks);
  const compare = (name: string, values: number[]): Measurement => ({
    name: `${name} per second of processor time, of what one does`,
    unit: '×',
    values,
    comparedWith: { name: 'POSTs for which they do nothing', values: answers },
    target: { atLeast: 0.8 },
  });
  return [
    compare(`webhooks by ${PROCESSES} web processes`, webhooks),
    compare(`checks by ${PROCESSES} workers`, checks),
    {
      name: `of Postgres's time, its busiest statement: \`${statement}\``,
      unit: '%',
      values: [share * 100],
      target: { atMost: 50 },
    },
  ];
};

const shareOf = (many: Work[], one: Work[], of: (work: Work) => number) =>
  many.map((work, round) => of(work) / of(one[round] as Work));

const startEach = <Started>(start: () => Promise<Started>) =>
  Promise.all(Array.from({ length: PROCESSES }, start));

async function startWeb(scope: BenchContext['scope'], env: BenchContext['env']): Promise<Web> {
  const PORT = String(await getPort());
  await startApp(scope, { ...env, PORT, METRICS_TOKEN, RECONCILER: 'off' }, 'log');
  const url = `http://127.0.0.1:${PORT}/api`;
  const webhookUrl = `${url}/webhooks/proof/${env.PROOF_WEBHOOK_SECRET}`;
  return { metricsUrl: `${url}/metrics`, webhookUrl };
}

async function startWorker(scope: BenchContext['scope'], env: Settings): Promise<Worker> {
  const METRICS_PORT = String(await getPort());
  const worker = scope.start({
    ...{ name: `worker-${METRICS_PORT}`, args: [workerProgram], output: 'log' },
    env: { ...env, METRICS_TOKEN, METRICS_PORT, NODE_ENV: 'production' },
  });
  const metricsUrl = `http://127.0.0.1:${METRICS_PORT}/api/metrics`;
  await awaitHealthy(worker, metricsUrl, metricsHeaders);
  return { pid: Number(worker.pid), metricsUrl };
}

/** Sends webhooks to the web processes while as many workers check what they are about. */
async function workWith(
  webs: Web[],
  workers: Worker[],
  load: (url: string) => Promise<number>,
): Promise<Work> {
  await rest();
  const working = workers.slice(0, webs.length);
  const paused = workers.slice(webs.length);
  for (const { pid } of paused) process.kill(pid, 'SIGSTOP');
  try {
    const before = { webs: await countsOf(webs), workers: await countsOf(working) };
    const sent = await Promise.all(webs.map(({ webhookUrl }) => load(webhookUrl)));
    const after = { webs: await countsOf(webs), workers: await countsOf(working) };
    return {
      webhooks: sum(sent) / (after.webs.cpuSeconds - before.webs.cpuSeconds),
      checks:
        (after.workers.checks - before.workers.checks) /
        (after.workers.cpuSeconds - before.workers.cpuSeconds),
    };
  } finally {
    for (const { pid } of paused) process.kill(pid, 'SIGCONT');
  }
}

/** Waits until no worker has anything to do. */
async function rest(): Promise<void> {
  const nextCheckAt = new Date(Date.now() + 3_600_000);
  do {
    await delay(POLL_MS);
    await db().transaction.updateMany({ data: { nextCheckAt } });
  } while ((await db().transaction.count({ where: { leaseToken: { not: null } } })) > 0);
}

/** Returns how many were answered. */
async function send(
  url: string,
  ids: string[],
  duration: number,
  userAgent = 'Proof',
): Promise<number> {
  const { errors, non2xx, requests } = await autocannon({
    url,
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': userAgent },
    connections: CONNECTIONS_PER_PROCESS,
    duration,
    requests: [{ setupRequest: (request) => ({ ...request, body: nextWebhook(ids) }) }],
  });
  if (errors + non2xx > 0) throw new Error(`${errors + non2xx} webhooks failed.`);
  return requests.total;
}

async function countsOf(processes: Process[]): Promise<Counts> {
  const counts = await Promise.all(processes.map(readCounts));
  const total = (of: keyof Counts) => sum(counts.map((count) => count[of]));
  return { cpuSeconds: total('cpuSeconds'), checks: total('checks') };
}

async function readCounts({ metricsUrl }: Process): Promise<Counts> {
  const metric = await readMetrics(metricsUrl);
  return {
    cpuSeconds: metric('process_cpu_seconds_total'),
    checks: metric('proof_ramp_checks_total'),
  };
}

async function busiestStatement(): Promise<{ statement: string; share: number }> {
  const [busiest] = await db().$queryRaw<{ query: string; share: number }[]>`
    SELECT query, total_exec_time / sum(total_exec_time) OVER () AS share
    FROM pg_stat_statements ORDER BY total_exec_time DESC LIMIT 1`;
  if (!busiest) throw new Error('Postgres counted no statement.');
  const statement = busiest.query.replace(/\s+/g, ' ').replace(/["`|]/g, '').trim();
  return { statement: `${statement.slice(0, 60)} …`, share: busiest.share };
}
