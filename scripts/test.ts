import { shortFaults } from '../faults/run-short';
import { requireBrowser } from '../tools/browser/install-browser';
import { CommandError } from '../tools/process/command-error';
import { runCommand } from '../tools/process/run-command';
import { lastLines } from '../tools/process/run-to-end';
import type { Scope } from '../tools/process/scope';
import { buildApp } from '../tools/steps/build';
import { generateClient } from '../tools/steps/generate';
import { showStep } from '../tools/steps/progress';
import { dependencyRules, formatAndLint, types } from '../tools/suites/static-checks';
import type { Outcome, Suite } from '../tools/suites/suite';
import { browserTests, vitestSuite } from '../tools/suites/test-suites';

const shownLines = 60;

runCommand(async (scope) => {
  const suites = [
    step('Find or install a browser', requireBrowser),
    step('Generate the database client', () => generateClient(scope, process.env)),
    formatAndLint,
    types,
    dependencyRules,
    vitestSuite('Unit tests', 'unit'),
    vitestSuite('Integration tests', 'integration'),
    step('Build the app', () => build(scope)),
    browserTests,
    shortFaults,
  ];
  const outcomes: Outcome[] = [];
  for (const suite of suites) outcomes.push(await showSuite(suite));

  const passed = sum(outcomes.map((outcome) => outcome.passed));
  const failed = sum(outcomes.map((outcome) => outcome.failed));
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
});

async function showSuite(suite: Suite): Promise<Outcome> {
  const outcome = await showStep(suite.label, suite.run, ({ passed, failed }) =>
    passed + failed === 0 ? '' : `${passed} passed, ${failed} failed`,
  );
  if (outcome.failed > 0) console.log(`\n${lastLines(outcome.output, shownLines)}\n`);
  return outcome;
}

/** What the suites need: counted only when it fails, and the suites after it are tried even so. */
function step(label: string, work: () => Promise<unknown>): Suite {
  return {
    label,
    run: async () => {
      try {
        await work();
        return { passed: 0, failed: 0, output: '' };
      } catch (error) {
        const output = error instanceof CommandError ? error.message : String(error);
        return { passed: 0, failed: 1, output };
      }
    },
  };
}

function build(scope: Scope): Promise<boolean> {
  return buildApp(scope, process.env);
}

function sum(counts: number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
