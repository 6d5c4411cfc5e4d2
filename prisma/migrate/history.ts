import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { MigrationList } from '@prisma/schema-engine-wasm';

const prismaFolder = path.resolve('prisma');
const migrationsFolder = path.join(prismaFolder, 'migrations');
const lockfile = { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' };

export function readSchema(): string {
  return readFileSync(path.join(prismaFolder, 'schema.prisma'), 'utf8');
}

/** The migrations on disk, oldest first, in the form of Prisma's engine. */
export function readHistory(): MigrationList {
  return {
    baseDir: migrationsFolder,
    lockfile,
    shadowDbInitScript: '',
    migrationDirectories: migrationNames().map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok', value: readFileSync(sqlFile(name), 'utf8') },
      },
    })),
  };
}

/** Writes a new migration, and the lock file that Prisma expects next to it. */
export function writeMigration(name: string, sql: string): string {
  const file = sqlFile(name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, sql);
  writeFileSync(path.join(migrationsFolder, lockfile.path), lockfile.content);
  return path.relative(process.cwd(), file);
}

function migrationNames(): string[] {
  if (!existsSync(migrationsFolder)) return [];
  return readdirSync(migrationsFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

function sqlFile(name: string): string {
  return path.join(migrationsFolder, name, 'migration.sql');
}
