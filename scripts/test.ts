import { parseArgs } from 'node:util';
import { browserTests } from '../e2e/suite';
import { shortFaults } from '../faults/run-short';
import { appCertification } from '../testing/certification/suite';
import { recipeSuite } from '../testing/guide/recipes';
import { separability } from '../testing/guide/separability';
import { requireBrowser } from '../tools/browser/install-browser';
import { runCommand } from '../tools/process/run-command';
import { buildApp } from '../tools/steps/build';
import { generateClient } from '../tools/steps/generate';
import { installNode } from '../tools/steps/install-node';
import { alertRules } from '../tools/suites/alert-rules';
import { preparation, runSuites } from '../tools/suites/run-suites';
import { dependencyRules, formatAndLint, types, unusedCode } from '../tools/suites/static-checks';
import { vitestSuite } from '../tools/suites/test-suites';

/** `npm test -- --node 24` runs everything with another Node.js version. */
runCommand(async (scope) => {
  const { values } = parseArgs({
    args: process.argv.slice(3),
    options: { node: { type: 'string' } },
  });
  if (values.node) {
    const { node, env } = await installNode(values.node);
    const args = ['scripts/bootstrap.cjs', 'test'];
    return scope.start({ name: 'test', node, args, env, output: 'terminal' }).exited;
  }
  return runSuites([
    preparation('Find or install a browser', requireBrowser),
    preparation('Generate the database client', () => generateClient(scope, process.env)),
    formatAndLint,
    types,
    dependencyRules,
    unusedCode,
    alertRules,
    vitestSuite('Unit tests', 'unit'),
    vitestSuite('Certification tests', 'certification'),
    vitestSuite('Integration tests', 'integration'),
    preparation('Build the app', () => buildApp(scope, process.env)),
    browserTests,
    appCertification,
    shortFaults,
    recipeSuite,
    separability,
  ]);
});
