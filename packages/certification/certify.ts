import { randomBytes } from 'node:crypto';
import type { Adapter } from './adapter/schema';
import { type Certificate, createCertificate } from './certificate';
import { ALL_CHECKS } from './checks/all';
import { type Check, type Result, resultOf, runCheck } from './checks/check';
import { type Equipment, Trial } from './checks/trial';
import { Users } from './checks/users';
import { Backend } from './partner/backend';
import { BackendProcess, requireReachable } from './partner/backend-process';
import { ProviderProxy } from './provider/proxy';
import { WebhookRelay } from './provider/relay';
import { openSimulator } from './provider/simulator';

export type Callbacks = { onResult(result: Result): void };

type Release = () => unknown;

/**
 * Runs the checks against a backend.
 * @param only ids of checks, or `null` for all
 * @throws CouldNotRunError
 */
export async function certify(
  adapter: Adapter,
  only: string[] | null,
  callbacks: Callbacks,
): Promise<Certificate> {
  const startedAt = new Date();
  const releases: Release[] = [];
  try {
    const equipment = await prepare(adapter, releases);
    const results = await runAll(equipment, only, callbacks);
    return createCertificate(adapter, startedAt, results);
  } finally {
    for (const release of releases.reverse()) await release();
  }
}

/** Starts everything that stands around the backend, and the backend if the file says how. */
async function prepare(adapter: Adapter, releases: Release[]): Promise<Equipment> {
  const { start } = adapter;
  if (!start) await requireReachable(adapter);
  const simulator = await openSimulator(adapter);
  releases.push(() => simulator.release());
  const token = adapter.proxy.token ?? `sim_certify_${randomBytes(8).toString('hex')}`;
  const backend = new Backend(adapter, token);
  const relay = new WebhookRelay((body) => backend.deliver(body));
  releases.push(() => relay.close());
  await simulator.prepare(await relay.listen());
  const proxy = new ProviderProxy(simulator, token);
  releases.push(() => proxy.close());
  const port = await proxy.listen(adapter.proxy.port ?? 0);
  let backendProcess: BackendProcess | null = null;
  if (start) {
    const apiUrl = `http://127.0.0.1:${port}`;
    const started = new BackendProcess({ ...adapter, start }, { apiUrl, token });
    releases.push(() => started.stop());
    await started.start();
    backendProcess = started;
    await requireReachable(adapter);
  }
  let amount = adapter.order.minAmount;
  const nextAmount = () => {
    amount += 1;
    return String(amount);
  };
  const pollMs = adapter.pollWithinSeconds * 1_000;
  const users = new Users(adapter);
  return {
    ...{ adapter, backend, proxy, relay, simulator },
    process: backendProcess,
    token,
    users,
    pollMs,
    nextAmount,
  };
}

async function runAll(
  equipment: Equipment,
  only: string[] | null,
  { onResult }: Callbacks,
): Promise<Result[]> {
  const results = new Map<string, Result>();
  const report = (result: Result) => {
    results.set(result.id, result);
    onResult(result);
  };
  const slowFirst = (left: Check, right: Check) => Number(right.slow ?? 0) - Number(left.slow ?? 0);
  const inScope = ALL_CHECKS.filter(({ sell }) => !sell || equipment.adapter.sell);
  const selected = inScope.filter(({ id }) => only?.includes(id) ?? true);
  const ofPhase = (phase: Check['phase']) => selected.filter((check) => check.phase === phase);
  const run = (checks: Check[], concurrency: number) =>
    runConcurrently(checks, concurrency, async (check) => report(await runOne(check, equipment)));

  await run(ofPhase('first'), 1);
  const hasFailed = [...results.values()].some(({ outcome }) => outcome === 'failed');
  if (!hasFailed) {
    await run(ofPhase(undefined).sort(slowFirst), equipment.users.concurrency);
    await run([...ofPhase('alone'), ...ofPhase('last')], 1);
  }
  const reason = hasFailed ? 'needs an order that works' : 'was not selected';
  return inScope.map((check) => results.get(check.id) ?? resultOf(check, 'not_applicable', reason));
}

async function runOne(check: Check, equipment: Equipment): Promise<Result> {
  const user = await equipment.users.take();
  try {
    return await runCheck(check, new Trial(equipment, user));
  } finally {
    equipment.users.giveBack(user);
  }
}

/** Takes the next item whenever one is done. */
async function runConcurrently<T>(
  items: T[],
  concurrency: number,
  run: (item: T) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  const worker = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await run(item);
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
}
