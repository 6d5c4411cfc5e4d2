import { CommandError } from '../../tools/process/command-error';
import { connectToDatabase } from './connection';
import { withSchemaEngine } from './engine';
import { readHistory } from './history';

/**
 * Any fixed number except 72707369, which Prisma's engine locks itself, but gives up on after ten
 * seconds.
 */
export const migrationLockId = 4_150_726_361;
const filters = { externalTables: [], externalEnums: [] };

/** Applies pending migrations and returns their names. Concurrent calls run one after the other. */
export async function applyMigrations(
  databaseUrl: string,
  migrationsList = readHistory(),
): Promise<string[]> {
  const lockHolder = await connectToDatabase(databaseUrl);
  try {
    await lockHolder.query('SELECT pg_advisory_lock($1)', [migrationLockId]);
    const { appliedMigrationNames } = await withSchemaEngine(databaseUrl, (engine) =>
      engine.applyMigrations({ migrationsList, filters }),
    );
    return appliedMigrationNames;
  } catch (error) {
    throw new CommandError(`The migrations could not be applied: ${withoutStackTrace(error)}`);
  } finally {
    await lockHolder.end();
  }
}

/** The engine appends its own numbered stack trace to messages. */
function withoutStackTrace(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split(/\n +0: /)[0] ?? message;
}
