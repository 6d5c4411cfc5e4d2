import { CommandError } from '../process/command-error';
import type { Scope } from '../process/scope';

/** Sets DATABASE_URL to the embedded server, started or joined, where none is configured. */
export async function withDatabase(
  scope: Scope,
  env: NodeJS.ProcessEnv,
): Promise<NodeJS.ProcessEnv & { DATABASE_URL: string }> {
  if (env.DATABASE_URL) return { ...env, DATABASE_URL: env.DATABASE_URL };
  const { acquireEmbeddedPostgres } = await import('./embedded-postgres').catch(explain);
  const embedded = await scope.finish(acquireEmbeddedPostgres(), (server) => server.release());
  return { ...env, DATABASE_URL: embedded.url };
}

function explain(error: unknown): never {
  const absent = error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND';
  if (!absent) throw error;
  throw new CommandError(
    'DATABASE_URL is not set, and the embedded PostgreSQL is a development package that is not installed here. Set DATABASE_URL to a PostgreSQL 15 or newer.',
  );
}
