import { applyMigrations } from '../prisma/migrate/apply';
import { withDatabase } from '../tools/database/local-database';
import { configuredEnvironment } from '../tools/process/configured-environment';
import { runUntilStopped } from '../tools/process/run-command';
import { requireRelease, serverEnvironment, serverProgram } from '../tools/steps/release';

/**
 * Runs the built app with the environment and the .env files, without the demo settings. Migrates
 * the embedded database only. Your own is migrated by `npm run db:migrate`.
 */
runUntilStopped(async (scope) => {
  requireRelease();
  const settings = configuredEnvironment('production');
  const env = await withDatabase(scope, settings);
  if (!settings.DATABASE_URL) await scope.finish(applyMigrations(env.DATABASE_URL));
  const server = { args: [serverProgram], env: serverEnvironment(env) };
  return scope.start({ name: 'app', ...server, output: 'terminal' }).exited;
});
