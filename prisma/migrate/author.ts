import { withSchemaEngine } from './engine';
import { readHistory, readSchema, writeMigration } from './history';

/**
 * Writes the migration that leads from the end of the history to prisma/schema.prisma, and returns
 * its file, or null when the two agree.
 */
export async function authorMigration(databaseUrl: string, name: string): Promise<string | null> {
  const sql = await findDifference(databaseUrl);
  return sql && writeMigration(`${timestamp(new Date())}_${slug(name)}`, sql);
}

/**
 * The SQL from the end of the history to prisma/schema.prisma; null when they agree. The history is
 * replayed in a shadow database, created and dropped on the same server, so the state of the
 * developer's own database plays no part.
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

/** UTC to the second without separators, as in Prisma's own migration names. */
function timestamp(now: Date): string {
  return now.toISOString().replace(/\D/g, '').slice(0, 14);
}

function slug(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
}
