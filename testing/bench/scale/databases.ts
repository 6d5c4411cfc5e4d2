import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from '../../../lib/generated/prisma/client';
import { applyMigrations } from '../../../prisma/migrate/apply';
import {
  acquireEmbeddedPostgres,
  resetEmbeddedPostgres,
} from '../../../tools/database/embedded-postgres';
import type { Scope } from '../../../tools/process/scope';
import { fillDatabase } from '../../scale/fill';

const SERVER = 'bench-scale-postgres';
/** Filling is faster without durability. What is measured there mostly reads. */
const settings = [
  ...['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'autovacuum=off'],
  ...['wal_level=minimal', 'max_wal_senders=0', 'max_wal_size=8GB', 'shared_buffers=512MB'],
];
/** Where lib/process-wide.ts keeps the client that db() returns. */
const clientKey = Symbol.for('proof-partner-app.prisma');

export type OwnDatabase = {
  client: ReturnType<typeof clientOf>;
  /** Makes db() return its client, until the part ends. */
  use: () => void;
  madeInSeconds: number;
};

/** How long it took to make each database. They outlive the part, for others that need them. */
const made = new Map<string, number>();

/** Opens databases beside the one of the bench, by name, each with this number of transactions. */
export async function openDatabases<Name extends string>(
  scope: Scope,
  sizes: Record<Name, number>,
): Promise<Record<Name, OwnDatabase>> {
  if (made.size === 0) await resetEmbeddedPostgres(SERVER);
  const acquired = acquireEmbeddedPostgres(SERVER, settings);
  const server = await scope.finish(acquired, ({ release }) => release());
  const before: unknown = Reflect.get(globalThis, clientKey);
  scope.defer(async () => {
    Reflect.set(globalThis, clientKey, before);
  });
  const opened: [string, OwnDatabase][] = [];
  for (const [name, transactions] of Object.entries<number>(sizes)) {
    const url = server.url.replace(/[^/]+$/, name);
    const madeInSeconds = made.get(name) ?? (await makeDatabase(server.url, url, transactions));
    made.set(name, madeInSeconds);
    const client = clientOf(url);
    scope.defer(() => client.$disconnect());
    const use = () => void Reflect.set(globalThis, clientKey, client);
    opened.push([name, { client, use, madeInSeconds }]);
  }
  return Object.fromEntries(opened) as Record<Name, OwnDatabase>;
}

async function makeDatabase(serverUrl: string, url: string, transactions: number): Promise<number> {
  const startMs = performance.now();
  const admin = new pg.Client(serverUrl);
  await admin.connect();
  await admin.query(`CREATE DATABASE ${new URL(url).pathname.slice(1)}`);
  await admin.end();
  await applyMigrations(url);
  if (transactions > 0) await fillDatabase(url, transactions);
  return (performance.now() - startMs) / 1_000;
}

function clientOf(url: string) {
  return new PrismaClient({
    adapter: new PrismaPg({ connectionString: url, options: '-c TimeZone=UTC' }),
    log: [{ emit: 'event', level: 'query' }],
  });
}

/** A database with a million transactions and five million events, and one with 1,000. */
export function largeAndSmall(scope: Scope) {
  return openDatabases(scope, { large: 1_000_000, small: 1_000 });
}
