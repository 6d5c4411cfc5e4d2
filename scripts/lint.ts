import { runCommand } from '../tools/process/run-command';
import { generateClient } from '../tools/steps/generate';
import { preparation, runSuites } from '../tools/suites/run-suites';
import { dependencyRules, formatAndLint, unusedCode } from '../tools/suites/static-checks';

runCommand((scope) =>
  runSuites([
    preparation('Generate the database client', () => generateClient(scope, process.env)),
    formatAndLint,
    dependencyRules,
    unusedCode,
  ]),
);
