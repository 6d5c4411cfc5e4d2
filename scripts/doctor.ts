import { existsSync } from 'node:fs';
import { withDatabase } from '../tools/database/local-database';
import { typescript } from '../tools/process/child';
import { CommandError } from '../tools/process/command-error';
import { configuredEnvironment } from '../tools/process/configured-environment';
import { runCommand } from '../tools/process/run-command';
import { localEnvironment } from '../tools/simulator/environment';

/**
 * Checks the configuration and everything around the app. In production with the server's settings,
 * otherwise with those of `npm run dev`.
 */
runCommand(async (scope) => {
  if (!existsSync('lib/generated/prisma'))
    throw new CommandError('There is no database client. Run `npm run build` first.');
  const settings =
    process.env.NODE_ENV === 'production'
      ? configuredEnvironment('production')
      : localEnvironment('development').env;
  const env = await withDatabase(scope, settings);
  const script = ['--conditions=react-server', 'scripts/doctor-process.ts'];
  const args = [...typescript, ...script, ...process.argv.slice(3)];
  return scope.start({ name: 'doctor', args, env, output: 'terminal' }).exited;
});
