import { runCommand } from '../tools/process/run-command';

runCommand(async (scope) => {
  const args = ['packages/certification/bin.mjs', ...process.argv.slice(3)];
  return scope.start({ name: 'certify', args, env: process.env, output: 'terminal' }).exited;
});
