import { startTestServer } from '../testing/test-server';
import { Scope } from '../tools/process/scope';
import type { Outcome, Suite } from '../tools/suites/suite';
import { type CaseEntry, faultCases } from './harness/cases';
import { formatReports, isFailure } from './harness/report';
import { runFaultCases } from './harness/run-cases';

/** Fixed, so that a failure can be repeated. */
const SEED = 20_261_122;
/** More than the number of cores, because cases mostly wait for a lease or a schedule. */
const CONCURRENCY = 5;
/** Of cases whose time limits are missed when processes wait for a core. */
const SENSITIVE_CONCURRENCY = 2;

/** The short form for `npm test`: fewer injections, the same targets. Needs the built app. */
export const shortFaults: Suite = {
  label: 'Fault cases, short form',
  run: async () => {
    const stop = await startTestServer();
    try {
      return await runShort();
    } finally {
      await stop();
    }
  },
};

async function runShort(): Promise<Outcome> {
  const scope = new Scope();
  try {
    const longestFirst = faultCases.toSorted((a, b) => b.shortSeconds - a.shortSeconds);
    const run = (cases: readonly CaseEntry[], concurrency: number) =>
      runFaultCases(scope, { cases, seed: SEED, short: true, concurrency }, () => {});
    const sensitive = longestFirst.filter(({ timingSensitive }) => timingSensitive);
    const alone = longestFirst.filter((entry) => entry.alone);
    const others = longestFirst.filter((entry) => !entry.timingSensitive && !entry.alone);
    const reports = [
      ...(await run(alone, 1)),
      ...(await run(sensitive, SENSITIVE_CONCURRENCY)),
      ...(await run(others, CONCURRENCY)),
    ].sort((a, b) => a.number - b.number);
    const passed = reports.filter(({ report }) => report.result === 'passed').length;
    const failed = reports.filter(({ report }) => isFailure(report)).length;
    return { passed, failed, output: formatReports(reports) };
  } finally {
    await scope.close();
  }
}
