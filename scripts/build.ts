import { runCommand } from '../tools/process/run-command';
import { generateClient } from '../tools/steps/generate';

runCommand(async (scope) => {
  await generateClient(scope, process.env);
  const args = ['node_modules/next/dist/bin/next', 'build'];
  const env = { ...process.env, NODE_ENV: 'production' as const };
  return scope.start({ name: 'build', args, env, output: 'terminal' }).exited;
});
