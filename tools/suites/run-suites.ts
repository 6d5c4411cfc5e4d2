import { CommandError } from '../process/command-error';
import { lastLines } from '../process/run-to-end';
import { showStep } from '../steps/progress';
import type { Outcome, Suite } from './suite';

const MAX_SHOWN_LINES = 60;

/** Runs the suites and prints the output of those that fail. Returns the exit code. */
export async function runSuites(suites: Suite[]): Promise<number> {
  const outcomes: Outcome[] = [];
  for (const suite of suites) outcomes.push(await showSuite(suite));
  const passed = sum(outcomes.map((outcome) => outcome.passed));
  const failed = sum(outcomes.map((outcome) => outcome.failed));
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

async function showSuite(suite: Suite): Promise<Outcome> {
  const run = () => suite.run().catch(toFailure);
  const outcome = await showStep(suite.label, run, ({ passed, failed, output }) =>
    passed + failed === 0 ? output : `${passed} passed, ${failed} failed`,
  );
  if (outcome.failed > 0) console.log(`\n${lastLines(outcome.output, MAX_SHOWN_LINES)}\n`);
  return outcome;
}

function toFailure(error: unknown): Outcome {
  const output = error instanceof CommandError ? error.message : String(error);
  return { passed: 0, failed: 1, output };
}

/** Counted only if it fails. The suites after it still run. */
export function preparation(label: string, work: () => Promise<unknown>): Suite {
  return { label, run: () => work().then(() => ({ passed: 0, failed: 0, output: '' })) };
}

function sum(counts: number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
