import { runCommand } from '../tools/process/run-command';
import { generateClient } from '../tools/steps/generate';
import { vitestArguments } from '../tools/suites/test-suites';

/** Arguments after `--` are passed on, as in `npm run test:unit -- lib/webhooks`. */
runCommand(async (scope) => {
  await generateClient(scope, process.env);
  const args = [...vitestArguments('unit'), ...process.argv.slice(3)];
  return scope.start({ name: 'test', args, env: process.env, output: 'terminal' }).exited;
});
