import pg from 'pg';
import { CommandError } from '../../tools/process/command-error';

/** Connects, or throws a CommandError that says why DATABASE_URL leads to no database. */
export async function connectToDatabase(databaseUrl: string): Promise<pg.Client> {
  // Without a scheme, pg takes the text for the path of a URL on the host "base".
  if (!/^postgres(ql)?:\/\//.test(databaseUrl))
    throw new CommandError(
      'DATABASE_URL must be a postgresql:// URL. Example: postgresql://user:password@localhost:5432/partner',
    );
  try {
    const client = new pg.Client(databaseUrl);
    await client.connect();
    return client;
  } catch (error) {
    throw new CommandError(
      `Could not connect to the database. Check that it is running and that DATABASE_URL is right: ${reasonOf(error)}`,
    );
  }
}

/** For a name with several addresses, Node.js throws an AggregateError without a message. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(', ');
  return error instanceof Error ? error.message : String(error);
}

/** For what connects by other means. */
export async function requireDatabase(databaseUrl: string): Promise<void> {
  const client = await connectToDatabase(databaseUrl);
  await client.end();
}
