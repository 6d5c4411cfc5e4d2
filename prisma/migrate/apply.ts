import pg from 'pg';
import { CommandError } from '../../tools/process/command-error';
import { withSchemaEngine } from './engine';
import { readHistory } from './history';

// Any fixed number will do, except 72707369, which Prisma's own commands lock with.
const migrationLockId = 4_150_726_361;
const filters = { externalTables: [], externalEnums: [] };

/** Applies what is pending and returns the names. A second process waits for the first. */
export async function applyMigrations(
  databaseUrl: string,
  migrationsList = readHistory(),
): Promise<string[]> {
  const lockHolder = new pg.Client(databaseUrl);
  await lockHolder.connect();
  try {
    await lockHolder.query('SELECT pg_advisory_lock($1)', [migrationLockId]);
    const { appliedMigrationNames } = await withSchemaEngine(databaseUrl, (engine) =>
      engine.applyMigrations({ migrationsList, filters }),
    );
    return appliedMigrationNames;
  } catch (error) {
    throw new CommandError(`The migrations could not be applied: ${withoutTrace(error)}`);
  } finally {
    await lockHolder.end();
  }
}

/** The engine's messages end with a numbered trace of its own functions. */
function withoutTrace(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split(/\n +0: /)[0] ?? message;
}
