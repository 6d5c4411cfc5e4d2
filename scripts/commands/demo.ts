import { rmSync } from 'node:fs';
import { applyMigrations } from '../../prisma/migrate/apply';
import { resetEmbeddedPostgres } from '../database/embedded-postgres';
import { withDatabase } from '../database/local-database';
import { localEnvironment } from '../local-environment';
import type { Child } from '../process/child';
import { CommandError } from '../process/command-error';
import { requireFreePort } from '../process/ports';
import { runUntilStopped } from '../process/run-command';
import type { Scope } from '../process/scope';
import { buildApp } from '../steps/build';
import { generateClient } from '../steps/generate';
import { showStep } from '../steps/progress';
import { seedDatabase } from '../steps/seed';
import { startApp, startSimulator } from '../steps/services';
import { printWelcome } from './demo-welcome';

runUntilStopped(async (scope) => {
  const { env: settings, simulated } = localEnvironment('production');
  if (!simulated) {
    throw new CommandError(
      'The demo runs against the simulator, but PROOF_API_URL is set: unset it, or use `npm run dev` or `npm start`.',
    );
  }
  await requireFreePort('PORT', settings.PORT);
  await requireFreePort('SIMULATOR_PORT', settings.SIMULATOR_PORT);
  if (process.argv.includes('--reset')) await showStep('Start over', () => reset(settings));

  const children = await startEverything(scope, settings);
  printWelcome(settings);
  return Promise.race(children.map(explainEnd));
});

async function startEverything(scope: Scope, settings: NodeJS.ProcessEnv): Promise<Child[]> {
  const unchanged = (changed: boolean) => (changed ? '' : 'up to date');
  const env = await showStep('Start the database', () => withDatabase(scope, settings));
  await showStep(
    'Apply migrations',
    () => scope.finish(applyMigrations(env.DATABASE_URL)),
    (names) => (names.length > 0 ? `${names.length} applied` : 'up to date'),
  );
  await showStep('Generate the database client', () => generateClient(scope, env), unchanged);
  await showStep('Build the app', () => buildApp(scope, env), unchanged);
  const simulator = await showStep('Start the simulator', () => startSimulator(scope, env, 'log'));
  await showStep('Fill in demo data', () => seedDatabase(scope, env));
  const app = await showStep('Start the app', () => startApp(scope, env, 'log'));
  return [simulator, app];
}

/** The demo runs until somebody stops it, so a child that ends by itself is a failure. */
async function explainEnd(child: Child): Promise<never> {
  const code = await child.exited;
  throw new CommandError(
    `The ${child.name} ended unexpectedly (code ${code}). It last said:\n${child.tail()}`,
  );
}

async function reset(settings: NodeJS.ProcessEnv): Promise<void> {
  if (settings.DATABASE_URL) {
    throw new CommandError(
      'Your database is set by DATABASE_URL, and --reset deletes only the embedded one: empty yours yourself.',
    );
  }
  await resetEmbeddedPostgres();
  rmSync(settings.SIMULATOR_DATA_DIR || '.data/simulator', { recursive: true, force: true });
}
