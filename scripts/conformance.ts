import { runCommand } from '../tools/process/run-command';

runCommand(async (scope) => {
  const args = ['packages/conformance/bin.mjs', ...process.argv.slice(3)];
  return scope.start({ name: 'conformance', args, env: process.env, output: 'terminal' }).exited;
});
