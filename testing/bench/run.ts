import { applyMigrations } from '../../prisma/migrate/apply';
import {
  acquireEmbeddedPostgres,
  resetEmbeddedPostgres,
} from '../../tools/database/embedded-postgres';
import { runCommand } from '../../tools/process/run-command';
import type { Scope } from '../../tools/process/scope';
import { serveDemoReset } from '../../tools/steps/demo-reset';
import { demoEnvironment } from '../demo-environment';
import { measureAtScale } from './scale/measure';

/** The statement is worth its length if Prisma calls reach less than this share (decision 0005). */
const MAX_RATIO = 0.7;

/** Above this ratio the history's pages no longer cost the same from the first to the last. */
const SAME_COST_BELOW = 1.5;

/** Of the first-load JavaScript of a bare page. Above it, a page loads a library that it can do without. */
const MAX_FIRST_LOAD_RATIO = 1.25;

/** An audience waits for it. */
const MAX_RESET_SECONDS = 5;

runCommand((scope) => {
  const options = process.argv.slice(2);
  if (options.includes('--scale'))
    return measureAtScale(scope, {
      plans: options.includes('--plans'),
      reuse: options.includes('--reuse'),
    });
  return measureRatios(scope);
});

async function measureRatios(scope: Scope): Promise<number> {
  // With the default settings, unlike in tests, so that commits wait for the disk.
  await resetEmbeddedPostgres('bench-postgres');
  const server = await scope.finish(acquireEmbeddedPostgres('bench-postgres'), ({ release }) =>
    release(),
  );
  await applyMigrations(server.url);
  const settings = await demoEnvironment('.data/bench');
  Object.assign(process.env, settings, { DATABASE_URL: server.url, LOG_LEVEL: 'silent' });
  process.env.SIMULATOR_PARTNER_RESET_URL = await serveDemoReset(scope, process.env);

  const { db } = await import('../../lib/db');
  const complaints = [
    await checkIngest(),
    await checkHistoryPages(),
    await checkFirstLoad(scope),
    // Last, because it deletes the data of the others.
    await checkStageReset(settings.PROOF_API_URL),
  ].filter(Boolean);
  await db().$disconnect();
  for (const complaint of complaints) console.log(complaint);
  return complaints.length > 0 ? 1 : 0;
}

async function checkIngest(): Promise<string | null> {
  const { compareIngest } = await import('./ingest');
  const { statement, prisma } = await compareIngest();
  const ratio = median(prisma) / median(statement);
  console.table({
    'webhook as one statement': { 'hints per second': Math.round(median(statement)), ratio: 1 },
    'webhook as Prisma calls': {
      'hints per second': Math.round(median(prisma)),
      ratio: round(ratio),
    },
  });
  if (ratio < MAX_RATIO) return null;
  return `Prisma calls reach ${MAX_RATIO} of the throughput of the statement or more. Use them (decision 0005).`;
}

async function checkHistoryPages(): Promise<string | null> {
  const { compareHistoryPages } = await import('./history');
  const { first, far, farByPrismaCursor } = await compareHistoryPages();
  const row = (ms: number[]) => ({
    'median ms': round(median(ms)),
    ratio: round(median(ms) / median(first)),
  });
  console.table({
    'history, page 1 of 4,000': row(first),
    'history, page 4,000': row(far),
    "history, page 4,000 by Prisma's cursor": row(farByPrismaCursor),
  });
  if (median(far) / median(first) < SAME_COST_BELOW) return null;
  return `A page at the end costs more than ${SAME_COST_BELOW} times the first.`;
}

async function checkFirstLoad(scope: Scope): Promise<string | null> {
  const { compareFirstLoad } = await import('./first-load');
  const { bare, buy, history } = await compareFirstLoad(scope, process.env);
  const row = (bytes: number) => ({
    'gzipped kB of JavaScript': round(bytes / 1000),
    ratio: round(bytes / bare),
  });
  console.table({
    'first load of a bare page': row(bare),
    'first load of /buy': row(buy),
    'first load of /transactions': row(history),
  });
  if (Math.max(buy, history) / bare <= MAX_FIRST_LOAD_RATIO) return null;
  return `A page loads more than ${MAX_FIRST_LOAD_RATIO} times the JavaScript of a bare page.`;
}

async function checkStageReset(simulatorUrl = ''): Promise<string | null> {
  const { timeStageResets } = await import('./stage-reset');
  const seconds = round(median(await timeStageResets(simulatorUrl)));
  console.table({ 'reset of the stage': { 'median s': seconds, limit: MAX_RESET_SECONDS } });
  if (seconds <= MAX_RESET_SECONDS) return null;
  return `A reset of the stage takes more than ${MAX_RESET_SECONDS} s.`;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function round(value: number): number {
  return Number(value.toFixed(2));
}
