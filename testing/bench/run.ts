import { parseArgs } from 'node:util';
import { applyMigrations } from '../../prisma/migrate/apply';
import {
  acquireEmbeddedPostgres,
  resetEmbeddedPostgres,
} from '../../tools/database/embedded-postgres';
import { CommandError } from '../../tools/process/command-error';
import { runCommand } from '../../tools/process/run-command';
import { Scope } from '../../tools/process/scope';
import { demoEnvironment } from '../demo-environment';
import { judge, type Result } from './measurement';
import type { BenchContext } from './part';
import { parts } from './parts';
import { printResults, writeDocument } from './report';

/**
 * Measures all parts, or those that are named. Exits with 1 if a target is missed, or if a part failed,
 * which does not keep the others from being measured.
 */
runCommand(async (scope) => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
    },
  });
  const unknown = positionals.find((name) => !(name in parts));
  if (unknown)
    throw new CommandError(
      `There is no part "${unknown}". The parts are: ${Object.keys(parts).join(', ')}.`,
    );
  const env = await prepare(scope);
  const results: Result[] = [];
  const failed: string[] = [];
  for (const [name, load] of Object.entries(parts)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    if (!values.json) console.log(`Measuring ${name} …`);
    const measured = await runPart(scope, load, env).catch((error: unknown) => {
      console.error(`${name} failed:`, error);
      failed.push(name);
      return [];
    });
    results.push(...measured);
  }
  const { db } = await import('../../lib/db');
  await db().$disconnect();
  if (values.json) console.log(JSON.stringify(results, null, 2));
  else printResults(results);
  if (failed.length > 0) console.error(`Not measured: ${failed.join(', ')}.`);
  else if (positionals.length === 0) writeDocument(results);
  return failed.length === 0 && results.every(({ holds }) => holds) ? 0 : 1;
});

/**
 * Nearly with the default settings, unlike in tests, so that commits wait for the disk: it counts what
 * each statement takes, and has room for four processes of each kind.
 */
const POSTGRES_SETTINGS = ['shared_preload_libraries=pg_stat_statements', 'max_connections=200'];

async function prepare(scope: Scope): Promise<BenchContext['env']> {
  await resetEmbeddedPostgres('bench-postgres');
  const server = await scope.finish(
    acquireEmbeddedPostgres('bench-postgres', POSTGRES_SETTINGS),
    ({ release }) => release(),
  );
  await applyMigrations(server.url);
  const settings = { DATABASE_URL: server.url, LOG_LEVEL: 'silent', SIMULATOR_STEP_SECONDS: '0' };
  const env = await demoEnvironment('.data/bench/simulator', settings);
  Object.assign(process.env, env);
  return env;
}

async function runPart(
  outer: Scope,
  load: (typeof parts)[string],
  env: BenchContext['env'],
): Promise<Result[]> {
  const scope = new Scope();
  outer.defer(() => scope.close());
  try {
    const measure = await load();
    return (await measure({ scope, env })).map(judge);
  } finally {
    await scope.close();
  }
}
