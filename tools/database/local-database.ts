import type { Scope } from '../process/scope';
import { acquireEmbeddedPostgres } from './embedded-postgres';

/** Sets DATABASE_URL to the embedded server, started or joined, where none is configured. */
export async function withDatabase(
  scope: Scope,
  env: NodeJS.ProcessEnv,
): Promise<NodeJS.ProcessEnv & { DATABASE_URL: string }> {
  if (env.DATABASE_URL) return { ...env, DATABASE_URL: env.DATABASE_URL };
  const embedded = await scope.finish(acquireEmbeddedPostgres(), (server) => server.release());
  return { ...env, DATABASE_URL: embedded.url };
}
