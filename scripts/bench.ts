import { typescript } from '../tools/process/child';
import { runCommand } from '../tools/process/run-command';
import { buildApp } from '../tools/steps/build';
import { generateClient } from '../tools/steps/generate';

const options = process.argv.slice(3);

/** Measures the ratios that decisions rest on. Exits with 1 if one no longer holds. */
runCommand(async (scope) => {
  await generateClient(scope, process.env);
  await buildApp(scope, process.env);
  const args = [...typescript, '--conditions=react-server', 'testing/bench/run.ts', ...options];
  return scope.start({ name: 'bench', args, env: process.env, output: 'terminal' }).exited;
});
