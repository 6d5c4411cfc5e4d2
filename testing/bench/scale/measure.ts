import pg from 'pg';
import { applyMigrations } from '../../../prisma/migrate/apply';
import {
  acquireEmbeddedPostgres,
  resetEmbeddedPostgres,
} from '../../../tools/database/embedded-postgres';
import type { Scope } from '../../../tools/process/scope';
import { demoEnvironment } from '../../demo-environment';
import { fillDatabase } from '../../scale/fill';
import type { Search } from './searches';

/** Of a page, so that a console that refreshes every few seconds stays quick. */
const MAX_P95_MS = 100;
const RUNS = 40;
const WARM_UP_RUNS = 5;

const DATABASE = 'bench-scale-postgres';
/** Filling is faster without durability. What is measured only reads. */
const settings = ['fsync=off', 'synchronous_commit=off', 'max_wal_size=8GB'];

export type ScaleOptions = {
  /** Print how Postgres runs each query. */
  plans: boolean;
  /** Keep the rows of the last run, and apply new migrations to them. */
  reuse: boolean;
};

/** Measures the operator's searches on a large database. Returns the exit code. */
export async function measureAtScale(
  scope: Scope,
  { plans, reuse }: ScaleOptions,
): Promise<number> {
  const url = await startLargeDatabase(scope, reuse);
  const environment = await demoEnvironment('.data/bench-scale');
  Object.assign(process.env, environment, { DATABASE_URL: url, LOG_LEVEL: 'silent' });

  const { printPlans, recordQueries } = await import('./plans');
  const { operatorSearches } = await import('./searches');
  const { mergeShards } = await import('../../../lib/counts/mutations');
  const recorded = plans ? recordQueries(url) : [];
  const searches = await operatorSearches();
  // As the background job does.
  await mergeShards(new Date());
  const results = [];
  for (const search of searches) results.push(await measure(search));
  console.table(Object.fromEntries(results.map(({ name, p50, p95 }) => [name, { p50, p95 }])));
  if (plans) await printPlans(url, recorded, searches);

  const { db } = await import('../../../lib/db');
  await db().$disconnect();
  const late = results.filter(({ p95 }) => p95 > MAX_P95_MS);
  for (const { name, p95 } of late)
    console.log(`${name}: p95 is ${p95} ms, and may be ${MAX_P95_MS} ms.`);
  return late.length > 0 ? 1 : 0;
}

async function startLargeDatabase(scope: Scope, reuse: boolean): Promise<string> {
  if (!reuse) await resetEmbeddedPostgres(DATABASE);
  const acquired = acquireEmbeddedPostgres(DATABASE, settings);
  const { url } = await scope.finish(acquired, ({ release }) => release());
  await applyMigrations(url);
  const client = new pg.Client(url);
  await client.connect();
  const { rowCount } = await client.query('SELECT 1 FROM transactions LIMIT 1');
  if (rowCount === 0) await fillDatabase(client, 1_000_000);
  await client.end();
  return url;
}

/** Like a process that has been serving for a while: connected, with its code compiled. */
async function measure({ name, run }: Search) {
  for (let round = 0; round < WARM_UP_RUNS; round += 1) await run();
  const durationsMs: number[] = [];
  for (let round = 0; round < RUNS; round += 1) {
    const startMs = performance.now();
    await run();
    durationsMs.push(performance.now() - startMs);
  }
  const sorted = durationsMs.toSorted((a, b) => a - b);
  const percentile = (share: number) =>
    Number((sorted[Math.ceil(share * RUNS) - 1] ?? 0).toFixed(1));
  return { name, p50: percentile(0.5), p95: percentile(0.95) };
}
