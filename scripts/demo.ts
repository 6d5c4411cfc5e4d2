import { rmSync } from 'node:fs';
import { demoUsers } from '../lib/demo-users';
import { applyMigrations } from '../prisma/migrate/apply';
import { resetEmbeddedPostgres } from '../tools/database/embedded-postgres';
import { withDatabase } from '../tools/database/local-database';
import type { Child } from '../tools/process/child';
import { CommandError } from '../tools/process/command-error';
import { requireFreePort } from '../tools/process/ports';
import { runUntilStopped } from '../tools/process/run-command';
import type { Scope } from '../tools/process/scope';
import { localEnvironment } from '../tools/simulator/environment';
import { startSimulator } from '../tools/simulator/start';
import { buildApp } from '../tools/steps/build';
import { serveDemoReset } from '../tools/steps/demo-reset';
import { generateClient } from '../tools/steps/generate';
import { showStep } from '../tools/steps/progress';
import { seedDatabase } from '../tools/steps/seed';
import { startApp } from '../tools/steps/start-app';

runUntilStopped(async (scope) => {
  const { env, simulated } = localEnvironment('production');
  const settings: NodeJS.ProcessEnv = {
    SIMULATOR_DEMO_USERS: JSON.stringify(demoUsers),
    ...env,
    DEMO_MODE: 'true',
  };
  if (!simulated)
    throw new CommandError(
      'The demo runs against the simulator, but PROOF_API_URL is set. Unset it, or use `npm run dev` or `npm start`.',
    );
  await requireFreePort('PORT', settings.PORT);
  await requireFreePort('SIMULATOR_PORT', settings.SIMULATOR_PORT);
  if (process.argv.includes('--reset')) await showStep('Delete all data', () => reset(settings));

  const children = await startEverything(scope, settings);
  printWelcome(settings);
  return Promise.race(children.map(failOnExit));
});

async function startEverything(scope: Scope, settings: NodeJS.ProcessEnv): Promise<Child[]> {
  const unchanged = (changed: boolean) => (changed ? '' : 'up to date');
  const database = await showStep('Start the database', () => withDatabase(scope, settings));
  const env = { ...database, SIMULATOR_PARTNER_RESET_URL: await serveDemoReset(scope, database) };
  await showStep(
    'Apply migrations',
    () => scope.finish(applyMigrations(env.DATABASE_URL)),
    (names) => (names.length > 0 ? `${names.length} applied` : 'up to date'),
  );
  await showStep('Generate the database client', () => generateClient(scope, env), unchanged);
  await showStep('Build the app', () => buildApp(scope, env), unchanged);
  const simulator = await showStep('Start the simulator', () => startSimulator(scope, env, 'log'));
  await showStep('Seed the demo data', () => seedDatabase(scope, env));
  const app = await showStep('Start the app', () => startApp(scope, env, 'log'));
  return [simulator, app];
}

/** The demo runs until it is stopped, so a child that exits is a failure. */
async function failOnExit(child: Child): Promise<never> {
  const code = await child.exited;
  throw new CommandError(
    `The ${child.name} exited unexpectedly (code ${code}). Its last output:\n${child.tail()}`,
  );
}

async function reset(settings: NodeJS.ProcessEnv): Promise<void> {
  if (settings.DATABASE_URL)
    throw new CommandError(
      '--reset only deletes the embedded database, but DATABASE_URL is set. Delete the data in your database yourself.',
    );
  await resetEmbeddedPostgres();
  rmSync(settings.SIMULATOR_DATA_DIR || '.data/simulator', { recursive: true, force: true });
}

function printWelcome(env: NodeJS.ProcessEnv): void {
  const app = `http://localhost:${env.PORT}`;
  console.log(`
Ready: ${app}

  Sign in as        Nora New        a new customer
                    Vera Verified   a verified customer with history
                    Omar Operator   an operator

  Buy               ${app}/buy
  Sell              ${app}/sell
  Transactions      ${app}/transactions
  Console           ${app}/ops
  Simulator         http://localhost:${env.SIMULATOR_PORT}/control
  Stage             ${app}/stage, to show it to an audience

Logs are in .data/logs. Ctrl-C stops everything and keeps the data.
`);
}
