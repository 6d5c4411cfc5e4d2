import { runCommand } from '../tools/process/run-command';
import { assembleRelease } from '../tools/steps/assemble-release';
import { generateClient } from '../tools/steps/generate';

runCommand(async (scope) => {
  await generateClient(scope, process.env);
  const args = ['node_modules/next/dist/bin/next', 'build'];
  const env = { ...process.env, NODE_ENV: 'production' as const };
  const code = await scope.start({ name: 'build', args, env, output: 'terminal' }).exited;
  if (code === 0) await assembleRelease();
  return code;
});
