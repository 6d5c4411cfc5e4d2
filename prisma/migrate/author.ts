import { requireDatabase } from './connection';
import { withSchemaEngine } from './engine';
import { readHistory, readSchema, writeMigration } from './history';

/** Writes the missing migration and returns its file, or null if nothing has changed. */
export async function authorMigration(databaseUrl: string, name: string): Promise<string | null> {
  await requireDatabase(databaseUrl);
  const sql = await findDifference(databaseUrl);
  return sql && writeMigration(`${timestamp(new Date())}_${slug(name)}`, sql);
}

/**
 * Returns the SQL from the end of the history to prisma/schema.prisma, or null if they match. The
 * history is replayed in a temporary shadow database on the same server, so the content of the
 * given database does not matter.
 */
export async function findDifference(databaseUrl: string): Promise<string | null> {
  const schema = readSchema();
  const difference = await withSchemaEngine(databaseUrl, (engine) =>
    engine.diff({
      from: { tag: 'migrations', ...readHistory() },
      to: { tag: 'schemaDatamodel', files: [{ path: 'schema.prisma', content: schema }] },
      script: true,
      exitCode: true,
      filters: { externalTables: [], externalEnums: [] },
    }),
  );
  return difference.exitCode === 0 ? null : difference.stdout || null;
}

/** UTC to the second without separators, like Prisma's migration names. */
function timestamp(now: Date): string {
  return now.toISOString().replace(/\D/g, '').slice(0, 14);
}

function slug(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
}
