import { cpSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import getPort from 'get-port';
import { createDatabaseWithRoles } from '../testing/database-roles';
import { lastLines, runToEnd } from '../tools/process/run-to-end';
import { release } from '../tools/steps/release';
import { range } from './harness/concurrency';
import { type CaseContext, type FaultCase, formatSeconds, overLimit } from './harness/fault-case';
import { addCustomers, mintMany } from './harness/mint';
import { startNginx } from './harness/nginx';
import { PageLoad } from './harness/page-load';
import type { ServerProcess } from './harness/server-process';
import { type Stack, startStack } from './harness/stack';
import { openStreams } from './harness/streams';
import { Traffic } from './harness/traffic';
import { verify } from './harness/verify';
import { openWatchedHistory } from './harness/watched-history';
import { WebhookSender } from './harness/webhook-sender';

/** Supervisors send SIGKILL a few seconds after SIGTERM. */
const EXIT_LIMIT_MS = 5_000;
/** While a process is gone, and after it is back. Each page once. */
const PAGES_PER_STEP = 4;

/**
 * The deployment of docs/going-live.md: nginx with TLS and HTTP/2 in front of two web processes, two
 * workers, the release in a folder of its own, and the two roles of the database.
 */
async function startAll(context: CaseContext) {
  const { scope, folder } = context;
  const database = await createDatabaseWithRoles();
  scope.defer(database.drop);
  const deployed = await deployRelease(context, database.ownerUrl);
  const webPorts = [await getPort(), await getPort()];
  const certificate = String(process.env.NODE_EXTRA_CA_CERTS);
  const proxy = await startNginx(scope, { folder, certificate, webPorts });
  const stack = await startStack(context, {
    databaseUrl: database.ownerUrl,
    appDatabaseUrl: database.appUrl,
    release: deployed,
    settings: { AUTH_URL: proxy.url, DEMO_MODE: 'false', TRUSTED_PROXY_HOPS: '1' },
  });
  await stack.provider.configure({ webhooks: 'off', stepSeconds: 3_600 });
  const startWeb = (port: number) => stack.web({ RECONCILER: 'off', PORT: String(port) });
  const webs = await Promise.all(webPorts.map(startWeb));
  const workers = range(2).map(() => stack.worker());
  return { stack, proxy, startWeb, webPorts, webs, workers };
}

/** Copies the release to where no package of the repository can be found, and migrates with it. */
async function deployRelease({ scope }: CaseContext, ownerUrl: string): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'release-'));
  scope.defer(() => rm(folder, { recursive: true, force: true }));
  cpSync(release, folder, { recursive: true, verbatimSymlinks: true });
  const program = path.join(folder, 'migrate.js');
  const env: NodeJS.ProcessEnv = { NODE_ENV: 'production', DATABASE_URL: ownerUrl };
  const { code, output } = await runToEnd(process.execPath, [program], { env });
  if (code !== 0) throw new Error(`The release did not migrate:\n${lastLines(output)}`);
  return folder;
}

async function run(context: CaseContext) {
  const all = await startAll(context);
  const { stack, proxy } = all;
  const customers = await addCustomers(stack, 5);
  const transactions = await mintMany(customers, context.short ? 60 : 300);
  const streams = await openStreams(stack, customers, 2, () => proxy.url);
  const [watcher] = customers;
  if (!watcher) throw new RangeError('There is no customer to watch for.');
  const history = await openWatchedHistory(stack, proxy.url, watcher.id);
  const pages = new PageLoad(proxy.url, await stack.cookie(watcher.id));
  const sender = new WebhookSender(stack);
  const traffic = new Traffic({
    ...{ provider: stack.provider, sender, transactions, random: context.random },
    target: () => proxy.url,
    intervalMs: 100,
  });
  await traffic.sendMore(20);
  const exitsMs = await restartEverything(all, { traffic, pages }, context.short ? 1 : 3);
  await traffic.stop();
  await pages.stop();
  const verified = await verify(stack, { sender, streams });
  const refused = sender.sent - sender.acknowledged.length;
  const slowestExitMs = Math.max(...exitsMs);
  const failures = [
    ...(refused === 0 ? [] : [`${refused} webhooks were not acknowledged`]),
    ...pages.failures,
    ...(await history.findProblems()),
    ...(proxy.readLogs().includes(secretOf(stack)) ? ['nginx logged the webhook secret'] : []),
  ];
  return {
    ...verified,
    injected: exitsMs.length,
    recoveryMs: slowestExitMs,
    missed: [
      ...verified.missed,
      ...failures,
      ...overLimit('an exit', slowestExitMs, EXIT_LIMIT_MS),
    ],
    notes: [
      `${sender.sent} webhooks and ${pages.loaded} pages over TLS during ${exitsMs.length} restarts, ${streams.length} streams and a browser over HTTP/2; the slowest exit took ${formatSeconds(slowestExitMs)}`,
    ],
  };
}

/** One process after the other, each time under traffic. Returns how long each took to exit. */
async function restartEverything(
  { stack, startWeb, webPorts, webs, workers }: Awaited<ReturnType<typeof startAll>>,
  { traffic, pages }: { traffic: Traffic; pages: PageLoad },
  rounds: number,
): Promise<number[]> {
  const exitsMs: number[] = [];
  const replace = async (
    processes: ServerProcess[],
    index: number,
    start: () => ServerProcess | Promise<ServerProcess>,
  ) => {
    const leaving = processes[index];
    if (!leaving) throw new RangeError('There is no process to restart.');
    exitsMs.push((await leaving.terminate()).exitMs);
    await Promise.all([traffic.sendMore(5), pages.loadMore(PAGES_PER_STEP)]);
    processes[index] = await start();
    await Promise.all([traffic.sendMore(5), pages.loadMore(PAGES_PER_STEP)]);
  };
  for (const _ of range(rounds)) {
    for (const [index, port] of webPorts.entries())
      await replace(webs, index, () => startWeb(port));
    for (const index of workers.keys()) await replace(workers, index, () => stack.worker());
  }
  return exitsMs;
}

function secretOf({ webhookPath }: Stack): string {
  return webhookPath.slice(webhookPath.lastIndexOf('/') + 1);
}

export const faultCase: FaultCase = {
  title: 'rolling restart behind nginx',
  target: '0 failed requests, 0 lost',
  run,
};
