import { startTestServer } from '../testing/test-server';
import { Scope } from '../tools/process/scope';
import type { Outcome, Suite } from '../tools/suites/suite';
import { type MatrixEntry, matrix } from './harness/matrix';
import { formatReport } from './harness/report';
import { runFaults } from './harness/run-all';

/** Set, so that a failure in one run of the tests is the same failure in the next. */
const SEED = 20_261_122;
/** Most of a fault's time is waiting for a lease or a schedule. */
const AT_A_TIME = 5;

/** The short form for `npm test`: reduced counts, the same figures. Needs the built app. */
export const shortFaults: Suite = {
  label: 'Faults, short form',
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
    const run = (entries: readonly MatrixEntry[]) =>
      runFaults(scope, { entries, seed: SEED, short: true, atATime: AT_A_TIME }, () => {});
    const exact = await run(matrix.filter(({ isExact }) => isExact));
    // The longest first, so that none of them begins when the others are over.
    const rest = matrix.filter(({ isExact }) => !isExact);
    const others = await run(rest.toSorted((a, b) => b.shortSeconds - a.shortSeconds));
    const results = [...exact, ...others].sort((a, b) => a.number - b.number);
    const passed = results.filter(({ measured }) => measured.passed).length;
    return { passed, failed: results.length - passed, output: formatReport(results) };
  } finally {
    await scope.close();
  }
}
