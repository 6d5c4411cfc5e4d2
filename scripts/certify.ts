import { prepareApp } from '../testing/certification/prepare';
import { runCommand } from '../tools/process/run-command';

/** With `--app`, this app is the backend that is certified. */
runCommand(async (scope) => {
  const options = process.argv.slice(3);
  const config = options.includes('--app') ? ['--config', await prepareApp(scope)] : [];
  const given = options.filter((option) => option !== '--app');
  const args = ['packages/certification/bin.mjs', ...config, ...given];
  return scope.start({ name: 'certify', args, env: process.env, output: 'terminal' }).exited;
});
