import { applyMigrations } from '../../prisma/migrate/apply';
import {
  acquireEmbeddedPostgres,
  resetEmbeddedPostgres,
} from '../../tools/database/embedded-postgres';
import { runCommand } from '../../tools/process/run-command';
import { demoEnvironment } from '../demo-environment';

/** The statement is worth its length if Prisma calls reach less than this share (decision 0005). */
const MAX_RATIO = 0.7;

runCommand(async (scope) => {
  // With the default settings, unlike in tests, so that commits wait for the disk.
  await resetEmbeddedPostgres('bench-postgres');
  const server = await scope.finish(acquireEmbeddedPostgres('bench-postgres'), ({ release }) =>
    release(),
  );
  await applyMigrations(server.url);
  const settings = await demoEnvironment('.data/bench');
  Object.assign(process.env, settings, { DATABASE_URL: server.url, LOG_LEVEL: 'silent' });

  const { compareIngest } = await import('./ingest');
  const { statement, prisma } = await compareIngest();
  const ratio = median(prisma) / median(statement);
  console.table({
    'webhook as one statement': { 'hints per second': Math.round(median(statement)), ratio: 1 },
    'webhook as Prisma calls': {
      'hints per second': Math.round(median(prisma)),
      ratio: Number(ratio.toFixed(2)),
    },
  });
  const { db } = await import('../../lib/db');
  await db().$disconnect();
  if (ratio < MAX_RATIO) return 0;
  console.log(
    `Prisma calls reach ${MAX_RATIO} of the throughput of the statement or more. Use them (decision 0005).`,
  );
  return 1;
});

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
