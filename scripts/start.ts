import { applyMigrations } from '../prisma/migrate/apply';
import { withDatabase } from '../tools/database/local-database';
import { configuredEnvironment } from '../tools/environment/local-environment';
import { runUntilStopped } from '../tools/process/run-command';

/**
 * Runs the built app with exactly what the environment and the .env files say. A database of one's
 * own is migrated by hand (`npm run db:migrate`), at the moment one chooses; the embedded one here.
 */
runUntilStopped(async (scope) => {
  const settings = configuredEnvironment('production');
  const env = await withDatabase(scope, settings);
  if (!settings.DATABASE_URL) await scope.finish(applyMigrations(env.DATABASE_URL));
  const args = ['node_modules/next/dist/bin/next', 'start', '--port', env.PORT || '3000'];
  const production = { ...env, NODE_ENV: 'production' as const };
  return scope.start({ name: 'app', args, env: production, output: 'terminal' }).exited;
});
