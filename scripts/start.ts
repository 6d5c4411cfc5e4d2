import { existsSync } from 'node:fs';
import { applyMigrations } from '../prisma/migrate/apply';
import { withDatabase } from '../tools/database/local-database';
import { CommandError } from '../tools/process/command-error';
import { configuredEnvironment } from '../tools/process/configured-environment';
import { runUntilStopped } from '../tools/process/run-command';
import { serverArguments } from '../tools/steps/server-arguments';

/**
 * Runs the built app with the environment and the .env files, without the demo settings. Migrates
 * the embedded database only. Your own is migrated by `npm run db:migrate`.
 */
runUntilStopped(async (scope) => {
  if (!existsSync('.next/BUILD_ID'))
    throw new CommandError('There is no build. Run `npm run build` first.');
  const settings = configuredEnvironment('production');
  const env = await withDatabase(scope, settings);
  if (!settings.DATABASE_URL) await scope.finish(applyMigrations(env.DATABASE_URL));
  const production = { ...env, NODE_ENV: 'production' as const };
  const args = serverArguments(env);
  return scope.start({ name: 'app', args, env: production, output: 'terminal' }).exited;
});
