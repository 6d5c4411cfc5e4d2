import { applyMigrations } from '../../prisma/migrate/apply';
import {
  acquireEmbeddedPostgres,
  resetEmbeddedPostgres,
} from '../../tools/database/embedded-postgres';
import { runCommand } from '../../tools/process/run-command';
import { demoEnvironment } from '../demo-environment';

/** Below this ratio the statement in lib/transactions/ingest.ts is worth its length: decision 0005. */
const WORTH_BELOW = 0.7;

runCommand(async (scope) => {
  // Postgres as it comes, unlike in tests: a commit waits for the disk.
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
  if (ratio < WORTH_BELOW) return 0;
  console.log(`The plain form reaches ${WORTH_BELOW} of the statement: use it (decision 0005).`);
  return 1;
});

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
