import pLimit from 'p-limit';
import type { Adapter } from './adapter/schema';
import { type Certificate, createCertificate } from './certificate';
import { ALL_CHECKS } from './checks/all';
import { type Check, type Result, resultOf, runCheck } from './checks/check';
import { Trial } from './checks/trial';
import { type Equipment, prepare, type Release } from './equipment';

export type Callbacks = { onResult(result: Result): void };

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
    pLimit(concurrency).map(checks, async (check) => report(await runOne(check, equipment)));

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
