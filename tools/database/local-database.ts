import { CommandError } from '../process/command-error';
import type { Scope } from '../process/scope';

/** Starts or joins the embedded server unless DATABASE_URL is set. */
export async function withDatabase(
  scope: Scope,
  env: NodeJS.ProcessEnv,
): Promise<NodeJS.ProcessEnv & { DATABASE_URL: string }> {
  if (env.DATABASE_URL) return { ...env, DATABASE_URL: env.DATABASE_URL };
  const { acquireEmbeddedPostgres } = await import('./embedded-postgres').catch(
    explainMissingPackage,
  );
  const embedded = await scope.finish(acquireEmbeddedPostgres(), (server) => server.release());
  return { ...env, DATABASE_URL: embedded.url };
}

function explainMissingPackage(error: unknown): never {
  const notInstalled =
    error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
  if (!notInstalled) throw error;
  throw new CommandError(
    'DATABASE_URL is not set, and the embedded PostgreSQL is not installed because it is a development dependency. Set DATABASE_URL to a PostgreSQL 15 or newer.',
  );
}
