import { playwrightArguments } from '../e2e/suite';
import { requireBrowser } from '../tools/browser/install-browser';
import { runCommand } from '../tools/process/run-command';
import { buildApp } from '../tools/steps/build';
import { generateClient } from '../tools/steps/generate';
import { showStep } from '../tools/steps/progress';

const config = 'e2e/screenshots/playwright.config.ts';

/** Arguments after `--` are passed on: `-g sell` takes the states whose names contain "sell". */
runCommand(async (scope) => {
  await showStep('Find or install a browser', requireBrowser);
  await showStep('Generate the database client', () => generateClient(scope, process.env));
  await showStep('Build the app', () => buildApp(scope, process.env));
  const args = [...playwrightArguments, '--config', config, ...process.argv.slice(3)];
  return scope.start({ name: 'screenshots', args, env: process.env, output: 'terminal' }).exited;
});
